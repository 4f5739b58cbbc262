// @feature two-factor
export const TURN_ON = "/two-factor/enable";
export const TURN_OFF = "/two-factor/disable";
export const VERIFY_APP_CODE = "/two-factor/verify-totp";
export const VERIFY_RECOVERY_CODE = "/two-factor/verify-backup-code";
export const NEW_RECOVERY_CODES = "/two-factor/generate-backup-codes";
