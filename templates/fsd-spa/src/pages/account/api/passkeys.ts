import { authPost, createPasskey } from "@/shared/api";

/** Creates a passkey on this device for the account. Null if the page itself has ended that. */
export async function addPasskey() {
  const response = await createPasskey();
  return response && authPost("/passkey/add", { response }, { forMembers: true });
}

export function renamePasskey(renamed: { id: string; name: string }) {
  return authPost("/passkey/rename", renamed, { forMembers: true });
}

/** Also signs out everywhere else. */
export function removePasskey(id: string) {
  return authPost("/passkey/remove", { id }, { forMembers: true });
}
