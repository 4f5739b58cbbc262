// @feature password
import { type Browser, openBrowser } from "./browser";
import { readToken } from "./links";
import { newEmail } from "./new-email";
import type { Server } from "./server";

/** A password that nobody else has. */
export function newPassword() {
  return `a long sentence ${crypto.randomUUID()}`;
}

export function register(browser: Browser, email: string, password: string) {
  return browser.call("/register", { email, password });
}

/** An account with a password and a confirmed address, signed in. */
export async function signUp(
  server: Server,
  email = newEmail(),
  password = newPassword(),
  browser = openBrowser(server),
) {
  await register(browser, email, password);
  const token = await readToken(server, email);
  const { status, body } = await browser.call("/confirm-email", { token, password });
  if (status !== 200) throw new Error(`Confirming failed: ${status} ${body}`);
  return { browser, email, password };
}

export function signInWith(browser: Browser, email: string, password: string) {
  return browser.call("/sign-in/email", { email, password });
}

const passwords = new Map<string, string>();

/** Signs somebody in with a password; who is new registers first. */
export async function signInByPassword(
  server: Server,
  email = newEmail(),
  browser = openBrowser(server),
) {
  const known = passwords.get(email);
  const password = known ?? newPassword();
  passwords.set(email, password);
  if (!known) return (await signUp(server, email, password, browser)).browser;
  const { status, body } = await signInWith(browser, email, password);
  if (status !== 200) throw new Error(`Signing in failed: ${status} ${body}`);
  return browser;
}
