import type { Browser } from "./browser";

// What this app's own pages send, and what they get back.

// @feature email-code
/** What the endpoints for signing in return when they accept a request. */
export const taken = 200;

/** Asks for a code, as the sign-in page does. */
export function sendCode(browser: Browser, email: string, headers?: HeadersInit) {
  return browser.call("/email-otp/send-verification-otp", { email, type: "sign-in" }, headers);
}

/** Enters a code, as the sign-in page does, which knows from the server whose code it is. */
export async function enterCode(browser: Browser, otp: string) {
  const step = JSON.parse((await browser.get("/api/sign-in-step")).body);
  return browser.call("/sign-in/email-otp", { email: step?.email ?? "", otp });
}
// @end

/** What only people get who are signed in. */
export const membersOnly = [
  "/api/me",
  "/dashboard", // @feature cookie
] as const;

// @feature account
/** Where the parts of the account page come from. */
export const accountPage = {
  sessions: "/api/account/sessions",
  activity: "/api/account/activity",
  data: "/api/account/data",
  trustedDevices: "/api/account", // @feature two-factor
} as const;

// @end
export async function isSignedIn(browser: Browser) {
  const { status } = await browser.get(membersOnly[0]);
  if (![200, 401].includes(status)) throw new Error(`${membersOnly[0]} returned ${status}.`);
  return status === 200;
}

/** Signs out as the button does. */
export function signOut(browser: Browser, headers?: HeadersInit) {
  return browser.call("/sign-out", {}, headers);
}
