import type { Browser } from "./browser";

// What this app's own pages accept, and what they return.

// @feature email-code
/** What the page for signing in returns when it accepts a form. */
export const taken = 302;

/** Asks for a code with the form. */
export function sendCode(browser: Browser, email: string, headers?: HeadersInit) {
  return browser.post("/login", { intent: "send-code", email }, headers);
}

/** Enters a code into the form. */
export function enterCode(browser: Browser, code: string) {
  return browser.post("/login", { intent: "verify-code", code });
}
// @end

/** What only people get who are signed in. */
export const membersOnly = ["/dashboard", "/dashboard.data"] as const;

// @feature account
/** Where the parts of the account page come from. */
export const accountPage = {
  sessions: "/account",
  activity: "/account",
  data: "/account/data",
  trustedDevices: "/account", // @feature two-factor
} as const;

// @end
export async function isSignedIn(browser: Browser) {
  const { status } = await browser.get(membersOnly[0]);
  if (![200, 302].includes(status)) throw new Error(`${membersOnly[0]} returned ${status}.`);
  return status === 200;
}

/** Signs out with the form. */
export function signOut(browser: Browser, headers?: HeadersInit) {
  return browser.post("/sign-out", {}, headers);
}
