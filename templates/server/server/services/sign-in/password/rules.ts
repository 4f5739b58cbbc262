/** A password is all that stands before an account, so it is a sentence rather than a word. */
export const SHORTEST_PASSWORD = 15;
/** Any character counts, and none is required. The limit keeps hashing from taking forever. */
export const LONGEST_PASSWORD = 128;
/** The links in emails that confirm an address or let someone choose a new password. */
export const LINK_LIFETIME_IN_MINUTES = 60;

/** In characters as people count them: one emoji is one. */
export function lengthOf(password: string) {
  return [...password].length;
}

export const REGISTER = "/register";
export const REGISTER_AGAIN = "/register/again";
export const CONFIRM_EMAIL = "/confirm-email";
export const SIGN_IN_WITH_PASSWORD = "/sign-in/email";
export const FORGOT_PASSWORD = "/request-password-reset";
export const RESET_PASSWORD = "/reset-password";
export const CHANGE_PASSWORD = "/change-password";

/** How many requests one client address may send in so many seconds. Tests read them here. */
export const passwordLimits = {
  [REGISTER]: { window: 60, max: 3 },
  [REGISTER_AGAIN]: { window: 60, max: 3 },
  [SIGN_IN_WITH_PASSWORD]: { window: 60, max: 10 },
  [CONFIRM_EMAIL]: { window: 60, max: 10 },
  [FORGOT_PASSWORD]: { window: 60, max: 3 },
  [RESET_PASSWORD]: { window: 60, max: 10 },
  [CHANGE_PASSWORD]: { window: 60, max: 10 },
};

/** The endpoints of better-auth, and our own, that are open. */
export const passwordEndpoints = Object.keys(passwordLimits);
