import type { GenericEndpointContext } from "@better-auth/core";
import { sendGuessNotice } from "~/services/emails/guess-notice.server";
import { runInBackground } from "./background.server";
import { MOST_GUESSES } from "./guess-pauses";
import { type Guessable, secrets } from "./guessable";
import { createLink } from "./known-browsers.server";

/** Owners hear of the first pause, and when no more guesses are possible; not of every guess. */
export function noticesDue(wrong: number) {
  return wrong < MOST_GUESSES ? 1 : 2;
}

/**
 * Tells the owner that someone is guessing. It happens after the response, because an address
 * without an account has nobody to tell, and the time must not show it.
 */
export function tellOwner(
  ctx: GenericEndpointContext,
  secret: Guessable,
  linkLifetimeInMs: number,
) {
  runInBackground(tell(ctx, secret, linkLifetimeInMs));
}

async function tell(ctx: GenericEndpointContext, { kind, email }: Guessable, lifetimeInMs: number) {
  const found = await ctx.context.internalAdapter.findUserByEmail(email);
  if (!found) return;
  const link = await createLink(ctx, found.user, lifetimeInMs);
  await sendGuessNotice(email, { what: secrets[kind], link });
}
