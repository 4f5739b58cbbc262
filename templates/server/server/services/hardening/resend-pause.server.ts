// @feature email-code
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { PAUSE_BETWEEN_CODES_IN_SECONDS } from "~/code-rules";
import { SEND_CODE } from "./code-endpoints";
import { readPendingSignIn } from "./pending-sign-in.server";

/** A new code makes the last one useless, so an impatient click must not overtake the e-mail. */
export function resendPause() {
  return {
    id: "resend-pause",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === SEND_CODE,
          handler: createAuthMiddleware(async (ctx) => {
            const pending = await readPendingSignIn(ctx);
            if (pending?.email !== String(ctx.body?.email).toLowerCase()) return;
            const seconds = secondsToNextCode(pending.sentAt);
            if (seconds === 0) return;
            throw new APIError(
              "TOO_MANY_REQUESTS",
              { code: "CODE_JUST_SENT", message: "A code has just been sent" },
              { "X-Retry-After": String(seconds) },
            );
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

export function secondsToNextCode(sentAt: number) {
  return Math.max(0, Math.ceil((sentAt - Date.now()) / 1000) + PAUSE_BETWEEN_CODES_IN_SECONDS);
}
