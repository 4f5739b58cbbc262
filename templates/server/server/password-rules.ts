// @feature password
/** A password is all that stands before an account, so it is a sentence rather than a word. */
export const SHORTEST_PASSWORD = 15;
// @feature two-factor
/** Enough for an account that asks for a second factor as well. */
export const SHORTEST_WITH_SECOND_FACTOR = 8;
// @end
/** Any character counts, and none is required. The limit keeps hashing from taking forever. */
export const LONGEST_PASSWORD = 128;
/** The links in emails that confirm an address or let someone choose a new password. */
export const LINK_LIFETIME_IN_MINUTES = 60;

/** In characters as people count them: one emoji is one. */
export function lengthOf(password: string) {
  return [...password].length;
}
