// @feature password|two-factor
import type { GenericEndpointContext } from "@better-auth/core";
import { getSessionFromCtx } from "better-auth/api";
import { whoIsSigningIn } from "./second-factor-challenge.server"; // @feature two-factor

/** The id of the user that a request is about: the one who signs in, or is signed in. */
export async function whoseAccount(ctx: GenericEndpointContext) {
  const { email } = ctx.body ?? {};
  if (typeof email === "string") {
    return (await ctx.context.internalAdapter.findUserByEmail(email))?.user.id;
  }
  const current = await getSessionFromCtx(ctx);
  // @feature two-factor
  if (!current) return whoIsSigningIn(ctx);
  // @end
  return current?.user.id;
}
