// @feature email-code
import { CODE_LIFETIME_IN_MINUTES } from "~/code-rules";
import { auth } from "~/services/auth.server";
import { secondsToNextCode } from "~/services/hardening/resend-pause.server";

/** The code step if this browser has asked for a code, otherwise null: the e-mail step. */
export async function currentStep({ headers }: Request) {
  const pending = await auth.api.pendingSignIn({ headers });
  if (!pending) return null;
  return {
    email: pending.email,
    sentAgain: pending.sentAgain,
    expired: hasExpired(pending),
    resendInSeconds: secondsToNextCode(pending.sentAt),
  };
}

export function hasExpired({ sentAt }: { sentAt: number }) {
  return Date.now() > sentAt + CODE_LIFETIME_IN_MINUTES * 60 * 1000;
}
