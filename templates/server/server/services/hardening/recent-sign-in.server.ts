// @feature two-factor
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { RECENT_SIGN_IN_IN_MINUTES } from "~/session-rules";
import { NEW_RECOVERY_CODES, TURN_OFF, TURN_ON } from "./two-factor-endpoints";

const guarded = [TURN_ON, TURN_OFF, NEW_RECOVERY_CODES];

/** A session that was stolen, or a screen left open, is not enough to change what guards an account. */
export function recentSignIn() {
  return {
    id: "recent-sign-in",
    hooks: {
      before: [
        {
          matcher: ({ path }) => guarded.includes(path ?? ""),
          handler: createAuthMiddleware(async (ctx) => {
            const current = await getSessionFromCtx(ctx);
            if (!current || isRecent(current.session)) return;
            throw new APIError("FORBIDDEN", {
              code: "SIGN_IN_AGAIN",
              message: "Sign in again first",
            });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

export function isRecent({ createdAt }: { createdAt: Date }) {
  return Date.now() - createdAt.getTime() < RECENT_SIGN_IN_IN_MINUTES * 60 * 1000;
}
