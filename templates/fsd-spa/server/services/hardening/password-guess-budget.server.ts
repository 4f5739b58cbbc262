// @feature password
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { restoreGuesses, spendGuess } from "./guesses.server";
import { keyedHash } from "./hashes.server";
import { SIGN_IN_WITH_PASSWORD } from "./password-endpoints";

/** Ten wrong passwords an hour for an address, wherever they come from. */
export function passwordGuessBudget() {
  return {
    id: "password-guess-budget",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === SIGN_IN_WITH_PASSWORD,
          handler: createAuthMiddleware((ctx) => spendGuess(ctx, passwordGuessOf(ctx.body?.email))),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === SIGN_IN_WITH_PASSWORD,
          handler: createAuthMiddleware(async (ctx) => {
            if (isAPIError(ctx.context.returned)) return;
            await restoreGuesses(ctx, passwordGuessOf(ctx.body?.email));
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/** What the guesses at the password of an address are counted under. */
export function passwordGuessOf(email: unknown) {
  return keyedHash("password-guess", String(email).toLowerCase());
}
