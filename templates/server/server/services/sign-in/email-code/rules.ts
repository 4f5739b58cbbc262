/** How many digits the code in the email has. Pages, emails, and tests read it here. */
export const CODE_LENGTH = 6;
export const CODE_LIFETIME_IN_MINUTES = 10;
/**
 * After this many wrong ones, a code no longer works. How many an address has: services/rules.ts.
 */
export const TRIES_PER_CODE = 3;
/** Before the same browser can ask for the next one. */
export const PAUSE_BETWEEN_CODES_IN_SECONDS = 30;

export const SEND_CODE = "/email-otp/send-verification-otp";
export const SIGN_IN_WITH_CODE = "/sign-in/email-otp";

/** How many requests one client address may send in so many seconds. Tests read them here. */
export const codeLimits = {
  [SEND_CODE]: { window: 60, max: 3 },
  [SIGN_IN_WITH_CODE]: { window: 60, max: 10 },
};

/** The endpoints of better-auth that are open. */
export const codeEndpoints = Object.keys(codeLimits);
