// The numbers that apply to everyone. Those of a sign-in method are in its folder.

/** A session ends this long after signing in, no matter how much it is used. */
export const LONGEST_SESSION_IN_DAYS = 30;
/** It also ends after this many days without use. */
export const UNUSED_SESSION_IN_DAYS = Math.min(7, LONGEST_SESSION_IN_DAYS);

// @feature account
/** What protects an account can be changed only this soon after signing in. */
export const RECENT_SIGN_IN_IN_MINUTES = 10;

/** A code that is emailed to someone who is signed in already, or has entered a password. */
export const EMAILED_CODE = { length: 6, lifetimeInMinutes: 10, attempts: 3, pauseInSeconds: 30 };

// @end
/** More than any mail server accepts. Without a limit, an address could be as long as a request. */
export const LONGEST_EMAIL = 254;

/** For a name that people choose for themselves, in characters. */
export const LONGEST_NAME = 100;

// Line breaks, other control characters, and those that reverse the direction of following text.
const misleading = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** Whether a name can be shown beside other text without displacing or imitating it. */
export function isAllowedName(name: string) {
  return [...name].length <= LONGEST_NAME && !misleading.test(name);
}

/** This many wrong guesses in a row are free, because people mistype. */
export const FREE_GUESSES = 10;
const FIRST_PAUSE_IN_MS = 60 * 1000;
const LONGEST_PAUSE_IN_MS = 60 * 60 * 1000;

/** NIST allows no more wrong guesses in a row than this. */
export const MOST_GUESSES = 100;

/**
 * How long to wait, after this many wrong guesses in a row, until the next one is possible:
 * 1, 2, 4, … 32 minutes, then an hour each. After the last one, none is.
 */
export function pauseInMs(wrong: number) {
  if (wrong < FREE_GUESSES) return 0;
  if (wrong >= MOST_GUESSES) return Number.POSITIVE_INFINITY;
  return Math.min(FIRST_PAUSE_IN_MS * 2 ** (wrong - FREE_GUESSES), LONGEST_PAUSE_IN_MS);
}

/** Our own endpoint behind the link that makes another browser known. */
export const KNOW_BROWSER = "/know-browser";
export const knowBrowserLimits = { [KNOW_BROWSER]: { window: 60, max: 10 } };

/** A number of minutes as people say it: "10 minutes", "an hour", "2 hours". */
export function inWords(minutes: number) {
  if (minutes % 60 !== 0) return minutes === 1 ? "a minute" : `${minutes} minutes`;
  return minutes === 60 ? "an hour" : `${minutes / 60} hours`;
}
