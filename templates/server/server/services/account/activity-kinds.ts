/** What is noted about an account, in the words of the page that lists it. */
export const activityKinds = {
  "account-created": "Account created",
  "signed-in": "Signed in",
  "signed-in-with-code": "Signed in with a code from an email", // @feature email-code
  // @feature password
  "signed-in-with-password": "Signed in with a password",
  "signed-in-from-new-browser": "Signed in with a password and a code from an email",
  // @end
  "signed-in-with-passkey": "Signed in with a passkey", // @feature passkey
  "signed-in-with-provider": "Signed in with a connected account", // @feature social
  // @feature two-factor
  "signed-in-with-app-code": "Signed in with two-factor",
  "signed-in-with-recovery-code": "Signed in with a recovery code",
  // @end
  "sign-in-failed": "Failed sign-in attempt",
  // @feature password
  "password-changed": "Password changed",
  "password-reset": "Password set by email",
  "password-wrong": "Wrong current password entered",
  // @end
  // @feature passkey
  "passkey-added": "Passkey added",
  "passkey-removed": "Passkey removed",
  // @end
  // @feature social
  connected: "Connected account added",
  disconnected: "Connected account removed",
  // @end
  // @feature two-factor
  "two-factor-on": "Two-factor turned on",
  "two-factor-off": "Two-factor turned off",
  "recovery-codes-replaced": "Recovery codes replaced",
  "device-trusted": "Trusted device added",
  "device-no-longer-trusted": "Trusted device removed",
  // @end
  "email-changed": "Email changed",
  "email-change-undone": "Email change undone",
  "session-ended": "Signed out another device",
  "other-sessions-ended": "Signed out all other devices",
};

export type ActivityKind = keyof typeof activityKinds;
