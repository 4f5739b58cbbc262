// @feature email-code
import { type Browser, openBrowser } from "./browser";
import { readCode } from "./inbox";
import { newEmail } from "./new-email";
import type { Server } from "./server";

/** Asks for a code with the form. */
export function sendCode(browser: Browser, email: string, headers?: HeadersInit) {
  return browser.post("/login", { intent: "send-code", email }, headers);
}

/** Asks for a code, and reads it. */
export async function askForCode(server: Server, browser: Browser, email: string) {
  const { status, body } = await sendCode(browser, email);
  if (status !== 302) throw new Error(`No code was sent: ${status} ${body}`);
  return readCode(server, email);
}

/** Enters a code into the form. */
export function enterCode(browser: Browser, code: string) {
  return browser.post("/login", { intent: "verify-code", code });
}

export async function signInByCode(
  server: Server,
  email = newEmail(),
  browser = openBrowser(server),
) {
  const { status, body } = await enterCode(browser, await askForCode(server, browser, email));
  if (status !== 302) throw new Error(`Signing in failed: ${status} ${body}`);
  return browser;
}

/** As many digits, but not this code. */
export function wrong(code: string) {
  return (/^0+$/.test(code) ? "1" : "0").repeat(code.length);
}
