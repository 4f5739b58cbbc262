// @feature password
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import type { Guessable } from "./guessable";
import { restoreGuesses, spendGuess } from "./guesses.server";
import { addressIn } from "./hashes.server";
import { SIGN_IN_WITH_PASSWORD } from "./password-endpoints";

/** Counts wrong passwords for an address, wherever they come from. */
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

/** Guesses at the password of an address are counted together, wherever it is asked for. */
export function passwordGuessOf(email: unknown): Guessable {
  return { kind: "password", email: addressIn(email) };
}
