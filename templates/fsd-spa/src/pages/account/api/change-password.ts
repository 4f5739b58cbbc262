import { authPost } from "@/shared/api";

interface Passwords {
  currentPassword: string;
  newPassword: string;
}

/** Changes the password, and signs out everywhere else. */
export function changePassword(passwords: Passwords) {
  return authPost("/change-password", passwords, { forMembers: true });
}
