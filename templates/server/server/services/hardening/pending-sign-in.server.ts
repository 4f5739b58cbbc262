// @feature email-code
import type { GenericEndpointContext } from "@better-auth/core";
import { z } from "zod";
import { CODE_LIFETIME_IN_MINUTES } from "~/code-rules";

const pendingSignIn = z.object({
  email: z.string(),
  /** A random name of the browser, part of what the code is checked against. */
  browser: z.string(),
  sentAt: z.number(),
  /** Whether this is a further code for the same address. */
  sentAgain: z.boolean(),
  redirectTo: z.string().optional(),
});

export type PendingSignIn = z.infer<typeof pendingSignIn>;

// Longer than a code lives, so that someone who comes back late is told that the code has expired.
const LIFETIME_IN_SECONDS = (CODE_LIFETIME_IN_MINUTES + 20) * 60;

function cookie(ctx: GenericEndpointContext) {
  return ctx.context.createAuthCookie("pending_sign_in", { maxAge: LIFETIME_IN_SECONDS });
}

/** What the signed cookie says about the sign-in that this browser has begun. */
export async function readPendingSignIn(ctx: GenericEndpointContext) {
  const value = await ctx.getSignedCookie(cookie(ctx).name, ctx.context.secret);
  if (!value) return null;
  return pendingSignIn.parse(JSON.parse(value));
}

export async function writePendingSignIn(ctx: GenericEndpointContext, value: PendingSignIn) {
  const { name, attributes } = cookie(ctx);
  await ctx.setSignedCookie(name, JSON.stringify(value), ctx.context.secret, attributes);
}

export function clearPendingSignIn(ctx: GenericEndpointContext) {
  const { name, attributes } = cookie(ctx);
  ctx.setCookie(name, "", { ...attributes, maxAge: 0 });
}
