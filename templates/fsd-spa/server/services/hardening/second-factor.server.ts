// @feature two-factor
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins";
import { appName } from "~/lib/app-name";

/** After ten wrong codes in a row. */
const PAUSE_IN_SECONDS = 15 * 60;

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
    accountLockout: { durationSeconds: PAUSE_IN_SECONDS },
  });
  const [challenge] = plugin.hooks.after;
  if (!challenge) throw new Error("better-auth's two-factor plugin has no hook after sign-in.");
  challenge.matcher = ({ path = "" }) =>
    !path.startsWith("/two-factor/") && !renewals.includes(path);
  return { ...plugin, hooks: { after: [challenge, saysHowLong] } };
}

const saysHowLong = {
  matcher: ({ path = "" }) => path.startsWith("/two-factor/"),
  handler: createAuthMiddleware(async (ctx) => {
    const { returned } = ctx.context;
    if (!isAPIError(returned) || returned.body?.code !== "ACCOUNT_TEMPORARILY_LOCKED") return;
    ctx.setHeader("X-Retry-After", String(PAUSE_IN_SECONDS));
  }),
};
