import type { GenericEndpointContext } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { z } from "zod";
import { CODE_LIFETIME_IN_MINUTES, PAUSE_BETWEEN_CODES_IN_SECONDS } from "./rules";

const pendingSignIn = z.object({
  email: z.string(),
  /** A random name of the browser, part of what the code is checked against. */
  browser: z.string(),
  sentAt: z.number(),
  /** Whether this is a further code for the same address. */
  sentAgain: z.boolean(),
  redirectTo: z.string().optional(),
});

type PendingSignIn = z.infer<typeof pendingSignIn>;

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

export function secondsToNextCode(sentAt: number) {
  return Math.max(0, Math.ceil((sentAt - Date.now()) / 1000) + PAUSE_BETWEEN_CODES_IN_SECONDS);
}

export function hasExpired({ sentAt }: { sentAt: number }) {
  return Date.now() > sentAt + CODE_LIFETIME_IN_MINUTES * 60 * 1000;
}

/** For the app's own pages, by `auth.api`. None of these can be called from outside. */
export const pendingSignInEndpoints = {
  pendingSignIn: createAuthEndpoint.serverOnly(
    { method: "GET", requireHeaders: true },
    async (ctx) => readPendingSignIn(ctx),
  ),
  /** The code step if this browser has asked for a code, otherwise null: the e-mail step. */
  signInStep: createAuthEndpoint.serverOnly(
    { method: "GET", requireHeaders: true },
    async (ctx) => {
      const pending = await readPendingSignIn(ctx);
      if (!pending) return null;
      return {
        email: pending.email,
        sentAgain: pending.sentAgain,
        expired: hasExpired(pending),
        resendInSeconds: secondsToNextCode(pending.sentAt),
      };
    },
  ),
  forgetPendingSignIn: createAuthEndpoint.serverOnly(
    { method: "POST", requireHeaders: true },
    async (ctx) => clearPendingSignIn(ctx),
  ),
};
