import type { GenericEndpointContext } from "@better-auth/core";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, isAPIError } from "better-auth/api";
import { SIGN_IN_WITH_CODE } from "./code-endpoints";

const GUESSES = 10;
const WINDOW_IN_SECONDS = 60 * 60;

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
          handler: createAuthMiddleware((ctx) => spendGuess(ctx)),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === SIGN_IN_WITH_CODE,
          handler: createAuthMiddleware(async (ctx) => {
            if (!isAPIError(ctx.context.returned)) await restoreGuesses(ctx);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/**
 * A guess is a numbered place that only one request can take, also when many come at once. A place
 * is free again when its hour is over, because expired rows are deleted as soon as one looks.
 */
async function spendGuess(ctx: GenericEndpointContext) {
  const { internalAdapter } = ctx.context;
  await internalAdapter.findVerificationValue(place(ctx, 0));
  for (let number = 0; number < GUESSES; number++) {
    const taken = await internalAdapter.reserveVerificationValue({
      identifier: place(ctx, number),
      value: "guess",
      expiresAt: new Date(Date.now() + WINDOW_IN_SECONDS * 1000),
    });
    if (taken) return;
  }
  throw new APIError(
    "TOO_MANY_REQUESTS",
    { code: "TOO_MANY_GUESSES", message: "Too many wrong codes" },
    { "X-Retry-After": String(WINDOW_IN_SECONDS) },
  );
}

async function restoreGuesses(ctx: GenericEndpointContext) {
  for (let number = 0; number < GUESSES; number++) {
    await ctx.context.internalAdapter.deleteVerificationByIdentifier(place(ctx, number));
  }
}

function place(ctx: GenericEndpointContext, number: number) {
  return `guess-${number}-${String(ctx.body?.email).toLowerCase()}`;
}
