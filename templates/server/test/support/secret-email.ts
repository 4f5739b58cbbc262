// @feature email-code|password
import type { Browser } from "./browser";
import { newPassword, register } from "./passwords"; // @feature password
import { codeAlone } from "./sign-in"; // @feature email-code

/** Has an email sent with which its reader gets in, by the first way that this app has. */
export const [askForEmail] = [
  // @feature email-code
  (browser: Browser, email: string) =>
    browser.call("/email-otp/send-verification-otp", { email, type: "sign-in" }),
  // @end
  (browser: Browser, email: string) => register(browser, email, newPassword()), // @feature password
] as const;

/** What lets its reader in. */
export function secretIn(text = "") {
  const secrets = [
    codeAlone, // @feature email-code
    /\btoken=([\w.-]{20,})/, // @feature password
  ];
  return secrets.flatMap((secret) => secret.exec(text)?.[1] ?? []).at(0);
}

/** The secret in the newest email for an address that the mailbox shows. */
export async function secretInMailbox(browser: Browser, email: string) {
  const { body } = await browser.get("/dev/mailbox.json");
  const { messages } = JSON.parse(body) as { messages: { to: string; text: string }[] };
  return secretIn(messages.find(({ to }) => to === email)?.text);
}
