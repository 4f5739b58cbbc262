// @feature password|two-factor
/** What the security page learns when something was asked of it. */
export interface SecurityAnswer {
  intent: string;
  error?: string;
  /** better-auth's name for the reason. */
  code?: string;
  done?: string;
  // @feature two-factor
  /** `otpauth://…`, while the app is being set up. */
  uri?: string;
  recoveryCodes?: string[];
  /** What was asked for needs a more recent sign-in. */
  signInAgain?: boolean;
  // @end
}
