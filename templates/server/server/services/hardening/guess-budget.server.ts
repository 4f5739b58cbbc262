// @feature email-code
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { SIGN_IN_WITH_CODE } from "./code-endpoints";
import type { Guessable } from "./guessable";
import { restoreGuesses, spendGuess } from "./guesses.server";
import { addressIn } from "./hashes.server";

/**
 * Three tries per code are not enough of a limit, because every new code brings three more. So the
 * guesses at an address are counted, no matter how many codes were sent and where they come from.
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

/** Guesses at the codes of an address are counted together. */
export function guessOf(email: unknown): Guessable {
  return { kind: "code", email: addressIn(email) };
}
