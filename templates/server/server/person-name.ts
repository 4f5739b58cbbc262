/** For a name that someone gives themselves, in characters. */
export const LONGEST_NAME = 100;

// Line breaks and other control characters, and what turns the direction of the text after it around.
const misleading = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** Whether a name can be shown beside other text without pushing it away or passing for it. */
export function isAllowedName(name: string) {
  return [...name].length <= LONGEST_NAME && !misleading.test(name);
}
