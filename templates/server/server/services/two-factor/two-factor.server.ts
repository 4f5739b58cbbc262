import type { BetterAuthPlugin, GenericEndpointContext, HookEndpointContext } from "better-auth";
import { twoFactor as twoFactorPlugin } from "better-auth/plugins/two-factor";
import { eq } from "drizzle-orm";
import { appName } from "~/brand";
import { db } from "~/db";
import { verification } from "~/db/schema";
import { noteActivity } from "~/services/account/activity.server";
import type { ActivityKind } from "~/services/account/activity-kinds";
import { endSessionsExcept } from "~/services/account/sessions.server";
import { after, before, type Feature, inOrder, startsSession } from "~/services/feature";
import { accountChanges } from "~/services/hardening/account-changes.server";
import { onlyAfterRecentSignIn } from "~/services/hardening/recent-sign-in.server";
import { SIGN_IN_WITH_PASSKEY } from "~/services/sign-in/passkey/rules"; // @feature passkey
import { type SecondFactorNotice, sendSecondFactorNotice } from "./emails";
import {
  NEW_RECOVERY_CODES,
  TRUSTED_DEVICE_IN_DAYS,
  TURN_OFF,
  TURN_ON,
  twoFactorEndpoints,
  twoFactorLimits,
  VERIFY_APP_CODE,
  VERIFY_RECOVERY_CODE,
} from "./rules";
import {
  appCodeOnce,
  countSecondFactor,
  restoreSecondFactor,
  secondFactorEndpoints,
} from "./second-factor-guesses.server";
import { trustedDeviceNames, trustedDevices } from "./trusted-devices.server";

const changes = [TURN_ON, TURN_OFF, NEW_RECOVERY_CODES];
const verifications = [VERIFY_APP_CODE, VERIFY_RECOVERY_CODE];
const activities = new Map<SecondFactorNotice, ActivityKind>([
  ["turned-on", "two-factor-on"],
  ["turned-off", "two-factor-off"],
  ["new-recovery-codes", "recovery-codes-replaced"],
]);
const notices = new Map<string, SecondFactorNotice>([
  [VERIFY_APP_CODE, "turned-on"],
  [TURN_OFF, "turned-off"],
  [NEW_RECOVERY_CODES, "new-recovery-codes"],
  [VERIFY_RECOVERY_CODE, "recovery-code-used"],
]);

/** The one sign-in after which better-auth asks, whatever else is on its list. */
const WITH_PASSWORD = "/sign-in/email";

/** These create a new session for someone who already has one. */
const renewals = ["/get-session", "/update-user", "/change-password"];
// @feature passkey

/** A passkey is a device, and its owner's finger, face, or PIN: both factors at once. */
const withBothFactors = [SIGN_IN_WITH_PASSKEY];
// @end

/** The order matters: what refuses a request comes before what counts or changes something. */
const guards = {
  id: "two-factor-guards",
  endpoints: secondFactorEndpoints,
  hooks: inOrder(
    before(changes, onlyAfterRecentSignIn),
    before(verifications, countSecondFactor),
    before(VERIFY_APP_CODE, appCodeOnce),
    after(verifications, restoreSecondFactor),
    after([VERIFY_APP_CODE, TURN_OFF], endWhatWasLetIn),
    after([...notices.keys()], tellOwner),
  ),
} satisfies BetterAuthPlugin;

/** A code from an authenticator app, asked for after every way to sign in. */
export const twoFactor = {
  endpoints: twoFactorEndpoints,
  limits: twoFactorLimits,
  storedAs: trustedDeviceNames,
  plugins: [...accountChanges, guards, trustedDevices, onEveryWayIn()],
} as const satisfies Feature;

/**
 * better-auth asks for the second factor after a password only. Here it's asked for on every way
 * in, including those that you add: what begins a session, and doesn't just renew one, looks to
 * better-auth like a password.
 */
function onEveryWayIn() {
  const plugin = twoFactorPlugin({
    issuer: appName,
    // People who sign in by a code have no password to ask them for.
    allowPasswordless: true,
    trustDeviceMaxAge: TRUSTED_DEVICE_IN_DAYS * 24 * 60 * 60,
    // Guesses are counted in second-factor-guesses.server.ts, where the pauses grow.
    accountLockout: { enabled: false },
  });
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: (context: HookEndpointContext) =>
      // Any request may extend the session that it comes with.
      startsSession(context) && hook.matcher(disguised(context)),
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
  if (withBothFactors.includes(path)) return context; // @feature passkey
  const beginsSession = !path.startsWith("/two-factor/") && !renewals.includes(path);
  return beginsSession ? { ...context, path: WITH_PASSWORD } : context;
}

/** Turning the second factor on or off ends all that was let in before, except this session. */
async function endWhatWasLetIn({ context }: GenericEndpointContext) {
  const { newSession, session: previous } = context;
  // The app's code is also what people sign in with: then there was no session.
  if (!previous || !newSession) return;
  const { userId } = newSession.session;
  await endSessionsExcept(newSession.session);
  // Trusted devices and unfinished sign-ins.
  await db.delete(verification).where(eq(verification.value, userId));
}

/** Tells people by email what has happened to their second factor: it may not have been them. */
async function tellOwner(ctx: GenericEndpointContext) {
  const { session, newSession } = ctx.context;
  const notice = notices.get(ctx.path);
  const person = (session ?? newSession)?.user;
  if (!notice || !person) return;
  // The app's code is also entered at every sign-in.
  if (ctx.path === VERIFY_APP_CODE && (!session || session.user.twoFactorEnabled)) return;
  const noted = activities.get(notice);
  if (noted) noteActivity(person.id, noted);
  await sendSecondFactorNotice(person.email, notice);
}
