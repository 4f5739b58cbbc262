// @feature email-code
import { type Browser, openBrowser } from "./browser";
import { readCode } from "./inbox";
import { newEmail } from "./new-email";
import type { Server } from "./server";

/** Asks for a code, as the sign-in page does. */
export function sendCode(browser: Browser, email: string, headers?: HeadersInit) {
  return browser.call("/email-otp/send-verification-otp", { email, type: "sign-in" }, headers);
}

/** Asks for a code, and reads it. */
export async function askForCode(server: Server, browser: Browser, email: string) {
  const { status, body } = await sendCode(browser, email);
  if (status !== 200) throw new Error(`No code was sent: ${status} ${body}`);
  return readCode(server, email);
}

/** Enters a code, as the sign-in page does, which knows from the server whose code it is. */
export async function enterCode(browser: Browser, otp: string) {
  const step = JSON.parse((await browser.get("/api/sign-in-step")).body);
  return browser.call("/sign-in/email-otp", { email: step?.email ?? "", otp });
}

export async function signInByCode(
  server: Server,
  email = newEmail(),
  browser = openBrowser(server),
) {
  const { status, body } = await enterCode(browser, await askForCode(server, browser, email));
  if (status !== 200) throw new Error(`Signing in failed: ${status} ${body}`);
  return browser;
}

/** As many digits, but not this code. */
export function wrong(code: string) {
  return (/^0+$/.test(code) ? "1" : "0").repeat(code.length);
}
