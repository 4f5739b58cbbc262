/** One for each device, and plenty to spare. */
export const MOST_PASSKEYS = 20;
/** How long a browser may take to use a passkey once it has been asked to. */
export const CHALLENGE_LIFETIME_IN_MINUTES = 10;

// @feature code-recovery
/** How long someone who has lost their passkey waits until a code by email lets them in. */
export const RECOVERY_PAUSE_IN_HOURS = 24;
/** After that, they have until this many days after they began. */
export const RECOVERY_KEPT_IN_DAYS = 7;

// @end
export const BEGIN_PASSKEY_SIGN_IN = "/passkey/sign-in/begin";
export const SIGN_IN_WITH_PASSKEY = "/passkey/sign-in";
export const BEGIN_ADDING_PASSKEY = "/passkey/add/begin";
export const ADD_PASSKEY = "/passkey/add";
export const BEGIN_PASSKEY_CONFIRMATION = "/passkey/confirm/begin";
export const RENAME_PASSKEY = "/passkey/rename";
export const REMOVE_PASSKEY = "/passkey/remove";

/** How many requests one client address may send in so many seconds. Tests read them here. */
export const passkeyLimits = {
  // Every visit to the sign-in page begins one, so that the browser can suggest passkeys.
  [BEGIN_PASSKEY_SIGN_IN]: { window: 60, max: 60 },
  [SIGN_IN_WITH_PASSKEY]: { window: 60, max: 10 },
  [BEGIN_ADDING_PASSKEY]: { window: 60, max: 10 },
  [ADD_PASSKEY]: { window: 60, max: 10 },
  [BEGIN_PASSKEY_CONFIRMATION]: { window: 60, max: 10 },
  [RENAME_PASSKEY]: { window: 60, max: 20 },
  [REMOVE_PASSKEY]: { window: 60, max: 10 },
};

/** Our own endpoints that are open. */
export const passkeyEndpoints = Object.keys(passkeyLimits);
