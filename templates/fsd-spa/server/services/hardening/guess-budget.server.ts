import type { GenericEndpointContext } from "@better-auth/core";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, isAPIError } from "better-auth/api";
import { SIGN_IN_WITH_CODE } from "./code-endpoints";
import { keyedHash } from "./hashes.server";

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

async function spendGuess(ctx: GenericEndpointContext) {
  const places = guessPlaces(String(ctx.body?.email));
  if (await takeOneOf(places, ctx)) return;
  // Looking one up deletes all rows that have expired, so places whose hour is over are free again.
  await ctx.context.internalAdapter.findVerificationValue(places[0] ?? "");
  if (await takeOneOf(places, ctx)) return;
  throw new APIError(
    "TOO_MANY_REQUESTS",
    { code: "TOO_MANY_GUESSES", message: "Too many wrong codes" },
    { "X-Retry-After": String(WINDOW_IN_SECONDS) },
  );
}

/** Only one request can take a place, also when many come at once. */
async function takeOneOf(places: string[], ctx: GenericEndpointContext) {
  const expiresAt = new Date(Date.now() + WINDOW_IN_SECONDS * 1000);
  for (const identifier of places) {
    const place = { identifier, value: "guess", expiresAt };
    if (await ctx.context.internalAdapter.reserveVerificationValue(place)) return true;
  }
  return false;
}

async function restoreGuesses(ctx: GenericEndpointContext) {
  for (const place of guessPlaces(String(ctx.body?.email))) {
    await ctx.context.internalAdapter.deleteVerificationByIdentifier(place);
  }
}

/** The identifiers, in the verification table, of the guesses that an address has. */
export function guessPlaces(email: string) {
  const name = keyedHash("guess", email.toLowerCase());
  return Array.from({ length: GUESSES }, (_, number) => `guess-${number}-${name}`);
}
