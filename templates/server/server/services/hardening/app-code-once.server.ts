// @feature two-factor
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { whoIsSigningIn } from "./second-factor-challenge.server";
import { VERIFY_APP_CODE } from "./two-factor-endpoints";

/** Longer than an authenticator's code is taken, which is its half minute and the ones beside it. */
const REMEMBERED_IN_MS = 5 * 60 * 1000;

/** A code from the authenticator app works once: whoever looked over a shoulder comes too late. */
export function appCodeOnce() {
  return {
    id: "app-code-once",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === VERIFY_APP_CODE,
          handler: createAuthMiddleware(async (ctx) => {
            const userId = (await getSessionFromCtx(ctx))?.user.id ?? (await whoIsSigningIn(ctx));
            // better-auth says what is missing.
            if (!userId) return;
            const isFirst = await ctx.context.internalAdapter.reserveVerificationValue({
              identifier: `app-code-${userId}-${ctx.body?.code}`,
              value: "used",
              expiresAt: new Date(Date.now() + REMEMBERED_IN_MS),
            });
            if (!isFirst) {
              throw new APIError("UNAUTHORIZED", { code: "INVALID_CODE", message: "Invalid code" });
            }
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
