// @feature password
import { sendResetPassword } from "./emails/reset-password.server";
import { linkOrigin } from "./link-origin.server";

interface Mail {
  user: { email: string };
  /** better-auth's own link, at the address of this app. Ours lead to pages that ask before they act. */
  url: string;
  token: string;
}

export function mailReset({ user, url, token }: Mail) {
  return sendResetPassword(user.email, linkTo("/reset-password", token, url));
}

/** A page of this app that acts by the token of an email. `base` is any address of the app. */
export function linkTo(path: string, token: string, base: string) {
  const link = new URL(path, linkOrigin(base));
  link.searchParams.set("token", token);
  return link.href;
}
