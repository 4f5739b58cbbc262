// @feature two-factor
import type { GenericEndpointContext } from "@better-auth/core";

/** The id of the user who has proven the first factor in this browser, and is asked for the second. */
export async function whoIsSigningIn(ctx: GenericEndpointContext) {
  const { name } = ctx.context.createAuthCookie("two_factor");
  const challenge = await ctx.getSignedCookie(name, ctx.context.secret);
  if (!challenge) return undefined;
  const found = await ctx.context.internalAdapter.findVerificationValue(challenge);
  return found && found.expiresAt > new Date() ? found.value : undefined;
}
