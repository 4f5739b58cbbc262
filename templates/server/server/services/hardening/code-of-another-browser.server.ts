// @feature email-code
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { SIGN_IN_WITH_CODE } from "./code-endpoints";
import { guessOf } from "./guess-budget.server";
import { returnGuess } from "./guesses.server";
import { isCodeOfAnotherBrowser } from "./live-codes.server";
import { readPendingSignIn } from "./pending-sign-in.server";

/**
 * A code that is typed into another browser than the one it belongs to doesn't sign in there, but
 * it's no guess either: it costs none, and the person is told. The guess has been taken by then, so
 * someone who tries codes learns nothing for free, and can't use what they would learn.
 */
export function codeOfAnotherBrowser() {
  return {
    id: "code-of-another-browser",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === SIGN_IN_WITH_CODE,
          handler: createAuthMiddleware(async (ctx) => {
            const pending = await readPendingSignIn(ctx);
            const code = ctx.body?.otp;
            if (!pending || typeof code !== "string") return;
            if (!(await isCodeOfAnotherBrowser(pending, code))) return;
            await returnGuess(ctx, guessOf(pending.email));
            throw new APIError("BAD_REQUEST", {
              code: "CODE_OF_ANOTHER_BROWSER",
              message: "The code belongs to another browser",
            });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
