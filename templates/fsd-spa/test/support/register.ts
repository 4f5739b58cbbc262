// @feature password
import { type Browser, openBrowser } from "./browser";
import { readToken } from "./links";
import type { Server } from "./server";
import { newEmail } from "./sign-in";

/** A password that nobody else has. */
export function newPassword() {
  return `a long sentence ${crypto.randomUUID()}`;
}

export function register(browser: Browser, email: string, password: string) {
  return browser.call("/sign-up/email", { email, password, name: "" });
}

/** An account with a password and a confirmed address, signed in. */
export async function signUp(server: Server, email = newEmail(), password = newPassword()) {
  const browser = openBrowser(server);
  await register(browser, email, password);
  const token = await readToken(server, email);
  const { status, body } = await browser.call("/confirm-email", { token, password });
  if (status !== 200) throw new Error(`Confirming failed: ${status} ${body}`);
  return { browser, email, password };
}

export function signInWith(browser: Browser, email: string, password: string) {
  return browser.call("/sign-in/email", { email, password });
}
