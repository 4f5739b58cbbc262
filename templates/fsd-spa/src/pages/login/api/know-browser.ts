import { authPost } from "@/shared/api";

/** Makes this browser one that the account is known to use, by the link from the email. */
export function knowBrowser(token: string) {
  return authPost("/know-browser", { token });
}
