import type { Browser } from "./browser";

/** What the form of a provider's button sends besides the provider. */
export function clientFields(_: Browser): Record<string, string> {
  return {};
}

/** Opens the link that leads back from a provider, with all that follows by itself. */
export function arrive(browser: Browser, back: string) {
  return browser.get(back);
}
