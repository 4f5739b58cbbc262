// @feature email-code
import { type Browser, openBrowser } from "./browser";
import { readCode } from "./inbox";
import { newEmail } from "./new-email";
import type { Server } from "./server";

/** Asks for a code, as the sign-in page does, and reads it. */
export async function askForCode(server: Server, browser: Browser, email: string) {
  const { status, body } = await browser.call("/email-otp/send-verification-otp", {
    email,
    type: "sign-in",
  });
  if (status !== 200) throw new Error(`No code was sent: ${status} ${body}`);
  return readCode(server, email);
}

export async function signInByCode(
  server: Server,
  email = newEmail(),
  browser = openBrowser(server),
) {
  const otp = await askForCode(server, browser, email);
  const { status, body } = await browser.call("/sign-in/email-otp", { email, otp });
  if (status !== 200) throw new Error(`Signing in failed: ${status} ${body}`);
  return browser;
}

/** Six digits that are not this code. */
export function wrong(code: string) {
  return code === "000000" ? "111111" : "000000";
}
