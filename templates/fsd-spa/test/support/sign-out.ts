import type { Browser } from "./browser";

/** Signs out as the button does. */
export function signOut(browser: Browser, headers?: HeadersInit) {
  return browser.call("/sign-out", {}, headers);
}
