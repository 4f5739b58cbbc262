import { KNOW_BROWSER, knowBrowserLimits } from "~/services/rules";
import { codeEndpoints, codeLimits } from "~/services/sign-in/email-code/rules"; // @feature email-code
import { passwordEndpoints, passwordLimits } from "~/services/sign-in/password/rules"; // @feature password
import { twoFactorEndpoints, twoFactorLimits } from "~/services/two-factor/rules"; // @feature two-factor

/** The endpoints of better-auth, and of our own plugins, that the app uses. */
export const openEndpoints = new Set<string>([
  "/get-session",
  "/sign-out",
  KNOW_BROWSER,
  ...codeEndpoints, // @feature email-code
  ...passwordEndpoints, // @feature password
  ...twoFactorEndpoints, // @feature two-factor
]);

/** How many requests one client address may send in so many seconds. */
export const clientLimits = {
  ...codeLimits, // @feature email-code
  ...passwordLimits, // @feature password
  ...knowBrowserLimits,
  ...twoFactorLimits, // @feature two-factor
};
