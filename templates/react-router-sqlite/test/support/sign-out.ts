import type { Browser } from "./browser";

/** Signs out with the form. */
export function signOut(browser: Browser, headers?: HeadersInit) {
  return browser.post("/sign-out", {}, headers);
}
