import { type Browser, openBrowser } from "./browser";
import { readCode } from "./inbox";
import type { Server } from "./server";

let lastPerson = 0;

export function newEmail() {
  lastPerson += 1;
  return `person-${lastPerson}-${process.pid}@example.com`;
}

/** Asks for a code, as the sign-in page does, and reads it. */
export async function askForCode(server: Server, browser: Browser, email: string) {
  const { status, body } = await browser.call("/email-otp/send-verification-otp", {
    email,
    type: "sign-in",
  });
  if (status !== 200) throw new Error(`No code was sent: ${status} ${body}`);
  return readCode(server, email);
}

export async function signIn(server: Server, email = newEmail(), browser = openBrowser(server)) {
  const otp = await askForCode(server, browser, email);
  const { status, body } = await browser.call("/sign-in/email-otp", { email, otp });
  if (status !== 200) throw new Error(`Signing in failed: ${status} ${body}`);
  return browser;
}

/** Six digits that are not this code. */
export function wrong(code: string) {
  return code === "000000" ? "111111" : "000000";
}
