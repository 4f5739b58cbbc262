/** A session ends this long after signing in, however much it is used. */
export const LONGEST_SESSION_IN_DAYS = 30;
/** And after so many days without use. */
export const UNUSED_SESSION_IN_DAYS = Math.min(7, LONGEST_SESSION_IN_DAYS);
// @feature two-factor
/** A device that someone has chosen to trust isn't asked for the second factor. */
export const TRUSTED_DEVICE_IN_DAYS = 30;
/** What guards an account can be changed only so soon after signing in. */
export const RECENT_SIGN_IN_IN_MINUTES = 10;
// @end
