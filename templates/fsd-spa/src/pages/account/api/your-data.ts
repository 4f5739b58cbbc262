import { authPost, GET, logout } from "@/shared/api";

/** Everything that is kept about the person. */
export function getData(): Promise<unknown> {
  return GET("/account/data", { forMembers: true });
}

/** `confirmation` is the account's email, as the person has typed it. */
export async function deleteAccount(confirmation: string): Promise<void> {
  await authPost("/account/delete", { confirmation }, { forMembers: true });
  // The session is over. This also clears what this browser has kept.
  await logout().catch(() => {});
}
