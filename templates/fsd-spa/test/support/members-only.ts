import type { Browser } from "./browser";

/** What only people get who are signed in. */
export const membersOnly = [
  "/api/me",
  "/dashboard", // @feature cookie
] as const;

export async function isSignedIn(browser: Browser) {
  const { status } = await browser.get(membersOnly[0]);
  if (![200, 401].includes(status)) throw new Error(`${membersOnly[0]} answered ${status}.`);
  return status === 200;
}
