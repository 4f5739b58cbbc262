/** As many are free, because people mistype. */
export const FREE_GUESSES = 10;
const FIRST_PAUSE_IN_MS = 60 * 1000;
const LONGEST_PAUSE_IN_MS = 60 * 60 * 1000;

/** The American NIST allows no more wrong guesses in a row than this. */
export const MOST_GUESSES = 100;

/**
 * How long it takes, after so many wrong guesses in a row, until the next one is possible:
 * 1, 2, 4, … 32 minutes, then an hour each, and after the last one it's over.
 */
export function pauseInMs(wrong: number) {
  if (wrong < FREE_GUESSES) return 0;
  if (wrong >= MOST_GUESSES) return Number.POSITIVE_INFINITY;
  return Math.min(FIRST_PAUSE_IN_MS * 2 ** (wrong - FREE_GUESSES), LONGEST_PAUSE_IN_MS);
}
