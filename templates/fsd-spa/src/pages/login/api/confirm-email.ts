// @feature password
import { authPost } from "@/shared/api";

/** Confirms the address of a new account, and signs in. */
export function confirmEmail(link: { token: string; password: string }) {
  return authPost("/confirm-email", link);
}
