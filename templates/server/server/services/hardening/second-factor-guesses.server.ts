// @feature two-factor
import type { GenericEndpointContext } from "@better-auth/core";
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, getSessionFromCtx, isAPIError } from "better-auth/api";
import type { Guessable } from "./guessable";
import { restoreGuesses, spendGuess } from "./guesses.server";
import { whoIsSigningIn } from "./second-factor-challenge.server";
import { VERIFY_APP_CODE, VERIFY_RECOVERY_CODE } from "./two-factor-endpoints";

const guarded = [VERIFY_APP_CODE, VERIFY_RECOVERY_CODE];

/**
 * Five tries a sign-in are not enough of a limit, because someone who knows the first factor can
 * begin again and again. Codes from the app and recovery codes are counted together.
 */
export function secondFactorGuesses() {
  return {
    id: "second-factor-guesses",
    hooks: {
      before: [
        {
          matcher: ({ path }) => guarded.includes(path ?? ""),
          handler: createAuthMiddleware(async (ctx) => {
            // The owner of the session sets up the app, and has the secret on the screen.
            if (await getSessionFromCtx(ctx)) return;
            const secret = await secretAskedFor(ctx);
            if (secret) await spendGuess(ctx, secret);
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => guarded.includes(path ?? ""),
          handler: createAuthMiddleware(async (ctx) => {
            const { returned, newSession } = ctx.context;
            if (isAPIError(returned) || !newSession) return;
            await restoreGuesses(ctx, secretOf(newSession.user));
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

async function secretAskedFor(ctx: GenericEndpointContext) {
  const id = await whoIsSigningIn(ctx);
  const user = id && (await ctx.context.internalAdapter.findUserById(id));
  return user ? secretOf(user) : undefined;
}

function secretOf({ email }: { email: string }): Guessable {
  return { kind: "second-factor", email };
}
