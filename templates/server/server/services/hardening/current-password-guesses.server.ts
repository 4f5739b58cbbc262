// @feature password
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, getSessionFromCtx, isAPIError } from "better-auth/api";
import type { Guessable } from "./guessable";
import { restoreGuesses, spendGuess } from "./guesses.server";
import { CHANGE_PASSWORD } from "./password-endpoints";
import { NEW_RECOVERY_CODES, TURN_OFF, TURN_ON } from "./two-factor-endpoints"; // @feature two-factor

/** Where people who are signed in are asked for their password, and what it is called there. */
const fields = new Map([
  [CHANGE_PASSWORD, "currentPassword"],
  // @feature two-factor
  [TURN_ON, "password"],
  [TURN_OFF, "password"],
  [NEW_RECOVERY_CODES, "password"],
  // @end
]);

/**
 * Whoever has stolen a session must not find out the password with it. These guesses are counted
 * apart from those at signing in, so that a stranger's do not keep the owner from changing it.
 */
export function currentPasswordGuesses() {
  return {
    id: "current-password-guesses",
    hooks: {
      before: [
        {
          matcher: ({ path }) => fields.has(path ?? ""),
          handler: createAuthMiddleware(async (ctx) => {
            const current = await getSessionFromCtx(ctx);
            if (!current || typeof ctx.body?.[fields.get(ctx.path) ?? ""] !== "string") return;
            await spendGuess(ctx, guessOf(current.user));
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => fields.has(path ?? ""),
          handler: createAuthMiddleware(async (ctx) => {
            const { returned, session } = ctx.context;
            if (isAPIError(returned) || !session) return;
            await restoreGuesses(ctx, guessOf(session.user));
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

function guessOf({ email }: { email: string }): Guessable {
  return { kind: "current-password", email };
}
