import { KNOW_BROWSER } from "./browser-endpoints";
import { SEND_CODE, SIGN_IN_WITH_CODE } from "./code-endpoints"; // @feature email-code
import * as passwordEndpoints from "./password-endpoints"; // @feature password
import * as twoFactorEndpoints from "./two-factor-endpoints"; // @feature two-factor

/** The endpoints of better-auth, and of our own plugins, that the app uses. Add what you build upon. */
export const openEndpoints = new Set<string>([
  "/get-session",
  "/sign-out",
  KNOW_BROWSER,
  // @feature email-code
  SEND_CODE,
  SIGN_IN_WITH_CODE,
  // @end
  ...Object.values(passwordEndpoints), // @feature password
  ...Object.values(twoFactorEndpoints), // @feature two-factor
]);
