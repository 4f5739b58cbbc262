// @feature email-code
/** How many digits the code in the email has. Pages, emails and tests read it here. */
export const CODE_LENGTH = 6;
export const CODE_LIFETIME_IN_MINUTES = 10;
/** Wrong ones after which a code is dead. How many an address has: hardening/guess-pauses.ts. */
export const TRIES_PER_CODE = 3;
/** Before the same browser can ask for the next one. */
export const PAUSE_BETWEEN_CODES_IN_SECONDS = 30;
