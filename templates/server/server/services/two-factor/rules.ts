/** A device that someone has chosen to trust isn't asked for the second factor. */
export const TRUSTED_DEVICE_IN_DAYS = 30;

export const TURN_ON = "/two-factor/enable";
export const TURN_OFF = "/two-factor/disable";
export const VERIFY_APP_CODE = "/two-factor/verify-totp";
export const VERIFY_RECOVERY_CODE = "/two-factor/verify-backup-code";
export const NEW_RECOVERY_CODES = "/two-factor/generate-backup-codes";
export const STOP_TRUSTING_DEVICE = "/two-factor/stop-trusting-device";
export const STOP_TRUSTING_ALL = "/two-factor/stop-trusting-all";

/** The endpoints of better-auth, and our own, that are open. */
export const twoFactorEndpoints = [
  TURN_ON,
  TURN_OFF,
  VERIFY_APP_CODE,
  VERIFY_RECOVERY_CODE,
  NEW_RECOVERY_CODES,
  STOP_TRUSTING_DEVICE,
  STOP_TRUSTING_ALL,
];

/** How many requests one client address may send in so many seconds. Tests read them here. */
export const twoFactorLimits = { "/two-factor/*": { window: 60, max: 10 } };
