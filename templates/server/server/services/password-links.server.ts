// @feature password
import { emailLink } from "./email-link.server";
import { sendResetPassword } from "./emails/reset-password.server";

interface Mail {
  user: { email: string };
  /** better-auth's own link, at the address of this app. Ours lead to pages that ask before they act. */
  url: string;
  token: string;
}

export function mailReset({ user, url, token }: Mail) {
  return sendResetPassword(user.email, emailLink("/reset-password", url, token));
}
