// @feature password
import { authPost } from "@/shared/api";

/** Chooses a new password by the link from the e-mail. */
export function resetPassword(link: { token: string; newPassword: string }) {
  return authPost("/reset-password", link);
}
