/** The list of what has happened at an account goes back this far. */
export const ACTIVITY_KEPT_IN_DAYS = 90;
/** A session's last use is known this exactly: noting every request would write all the time. */
export const LAST_SEEN_WITHIN_MINUTES = 60;

export const END_SESSION = "/account/end-session";
export const END_OTHER_SESSIONS = "/account/end-other-sessions";
export const DELETE_ACCOUNT = "/account/delete";

/** How many requests one client address may send in so many seconds. Tests read them here. */
export const accountLimits = {
  [END_SESSION]: { window: 60, max: 30 },
  [END_OTHER_SESSIONS]: { window: 60, max: 10 },
  [DELETE_ACCOUNT]: { window: 60, max: 10 },
};

/** Our own endpoints that are open. */
export const accountEndpoints = Object.keys(accountLimits);
