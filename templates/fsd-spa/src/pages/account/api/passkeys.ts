import { authPost } from "@/shared/api";

export function renamePasskey(renamed: { id: string; name: string }) {
  return authPost("/passkey/rename", renamed, { forMembers: true });
}

/** Also signs out everywhere else. */
export function removePasskey(id: string) {
  return authPost("/passkey/remove", { id }, { forMembers: true });
}
