// @feature two-factor
import { twoFactor } from "better-auth/plugins";
import { appName } from "~/lib/app-name";
import { TRUSTED_DEVICE_IN_DAYS } from "~/session-rules";

/** The one way in after which better-auth asks, whatever else is on its list. */
const WITH_PASSWORD = "/sign-in/email";

/** These make a new session for someone who has one already. */
const renewals = ["/get-session", "/update-user", "/change-password"];

/**
 * better-auth asks for the second factor after a password only. Here it's asked for on every way
 * in, including those that you add: what begins a session, and doesn't just renew one, looks to
 * better-auth like a password.
 */
export function secondFactor() {
  const plugin = twoFactor({
    issuer: appName,
    // People who sign in by a code have no password to ask them for.
    allowPasswordless: true,
    trustDeviceMaxAge: TRUSTED_DEVICE_IN_DAYS * 24 * 60 * 60,
    // Guesses are counted in second-factor-guesses.server.ts, where the pauses grow.
    accountLockout: { enabled: false },
  });
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: (context: Parameters<typeof hook.matcher>[0]) => hook.matcher(disguised(context)),
  }));
  return {
    ...plugin,
    hooks: { after },
    /** Other plugins of better-auth ask this before they act on a sign-in. */
    shouldRequireTwoFactor: (ctx: Parameters<typeof plugin.shouldRequireTwoFactor>[0]) =>
      plugin.shouldRequireTwoFactor(disguised(ctx)),
  };
}

function disguised<Context extends { path?: string | undefined }>(context: Context): Context {
  const { path = "" } = context;
  const beginsSession = !path.startsWith("/two-factor/") && !renewals.includes(path);
  return beginsSession ? { ...context, path: WITH_PASSWORD } : context;
}
