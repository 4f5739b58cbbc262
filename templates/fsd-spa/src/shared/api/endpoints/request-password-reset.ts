// @feature password
import { authPost } from "../auth";

/** Sends the link for a new password, if the address has an account. */
export function requestPasswordReset(email: string) {
  return authPost("/request-password-reset", { email });
}
