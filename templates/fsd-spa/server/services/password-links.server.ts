// @feature password
import { createEmailVerificationToken } from "better-auth/api";
import { env } from "~/env.server";
import { sendAccountExists } from "./emails/account-exists.server";
import { sendConfirmEmail } from "./emails/confirm-email.server";
import { sendResetPassword } from "./emails/reset-password.server";

interface Mail {
  user: { email: string };
  /** better-auth's own link, at the address of this app. Ours lead to pages that ask before they act. */
  url: string;
  token: string;
}

export function mailConfirmation({ user, url, token }: Mail) {
  return sendConfirmEmail(user.email, linkTo("/confirm-email", token, url));
}

export function mailReset({ user, url, token }: Mail) {
  return sendResetPassword(user.email, linkTo("/reset-password", token, url));
}

/** For an address that is registered again: its owner learns of it, whoever did it does not. */
export async function mailExisting(user: { email: string; emailVerified: boolean }, url: string) {
  if (user.emailVerified) return sendAccountExists(user.email, new URL("/login", url).href);
  const token = await createEmailVerificationToken(env.BETTER_AUTH_SECRET, user.email);
  return mailConfirmation({ user, url, token });
}

function linkTo(path: string, token: string, base: string) {
  const link = new URL(path, base);
  link.searchParams.set("token", token);
  return link.href;
}
