// @feature email-code
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { SIGN_IN_WITH_CODE } from "./code-endpoints";
import { restoreGuesses, spendGuess } from "./guesses.server";
import { keyedHash } from "./hashes.server";

/**
 * Three tries per code are not enough of a limit, because every new code brings three more. So
 * each address has ten guesses an hour, however many codes were sent and wherever they come from.
 */
export function guessBudget() {
  return {
    id: "guess-budget",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === SIGN_IN_WITH_CODE,
          handler: createAuthMiddleware((ctx) => spendGuess(ctx, guessOf(ctx.body?.email))),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === SIGN_IN_WITH_CODE,
          handler: createAuthMiddleware(async (ctx) => {
            if (isAPIError(ctx.context.returned)) return;
            await restoreGuesses(ctx, guessOf(ctx.body?.email));
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/** What the guesses at the codes of an address are counted under. */
export function guessOf(email: unknown) {
  return keyedHash("guess", String(email).toLowerCase());
}
