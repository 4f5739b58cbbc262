/** How long the previous address can take a change back. Until then, no other account can have it. */
export const UNDO_IN_DAYS = 7;

export const CHANGE_EMAIL = "/email-change/begin";
export const CONFIRM_NEW_EMAIL = "/email-change/confirm";
export const CANCEL_EMAIL_CHANGE = "/email-change/cancel";
export const UNDO_EMAIL_CHANGE = "/email-change/undo";

/** How many requests one client address may send in so many seconds. Tests read them here. */
export const emailChangeLimits = {
  [CHANGE_EMAIL]: { window: 60, max: 3 },
  [CONFIRM_NEW_EMAIL]: { window: 60, max: 10 },
  [CANCEL_EMAIL_CHANGE]: { window: 60, max: 10 },
  [UNDO_EMAIL_CHANGE]: { window: 60, max: 10 },
};

/** Our own endpoints that are open. */
export const emailChangeEndpoints = Object.keys(emailChangeLimits);
