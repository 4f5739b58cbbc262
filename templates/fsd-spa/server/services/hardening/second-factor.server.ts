// @feature two-factor
import { twoFactor } from "better-auth/plugins";
import { appName } from "~/lib/app-name";

/** These make a new session for someone who has one already. */
const renewals = ["/get-session", "/update-user", "/change-password"];

/**
 * better-auth asks for the second factor after a password only. Here it is asked for on every way
 * in, those that you add included: whatever begins a session and does not just renew one.
 */
export function secondFactor() {
  const plugin = twoFactor({
    issuer: appName,
    // People who sign in by a code have no password to ask them for.
    allowPasswordless: true,
  });
  const [challenge] = plugin.hooks.after;
  if (!challenge) throw new Error("better-auth's two-factor plugin has no hook after sign-in.");
  challenge.matcher = ({ path = "" }) =>
    !path.startsWith("/two-factor/") && !renewals.includes(path);
  return plugin;
}
