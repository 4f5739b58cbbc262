import type { GenericEndpointContext } from "@better-auth/core";
import { APIError } from "better-auth/api";

const GUESSES = 10;
const WINDOW_IN_SECONDS = 60 * 60;

/** Takes one of the guesses that there are for a name, or refuses. */
export async function spendGuess(ctx: GenericEndpointContext, name: string) {
  const places = guessPlaces(name);
  if (await takeOneOf(places, ctx)) return;
  // Looking one up deletes all rows that have expired, so places whose hour is over are free again.
  await ctx.context.internalAdapter.findVerificationValue(places[0] ?? "");
  if (await takeOneOf(places, ctx)) return;
  throw new APIError(
    "TOO_MANY_REQUESTS",
    { code: "TOO_MANY_GUESSES", message: "Too many wrong guesses" },
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

export async function restoreGuesses(ctx: GenericEndpointContext, name: string) {
  for (const place of guessPlaces(name)) {
    await ctx.context.internalAdapter.deleteVerificationByIdentifier(place);
  }
}

/** The identifiers, in the verification table, of the guesses that there are for a name. */
export function guessPlaces(name: string) {
  return Array.from({ length: GUESSES }, (_, number) => `guess-${number}-${name}`);
}
