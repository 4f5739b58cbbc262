import { createHmac } from "node:crypto";
import type { GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint, getSessionFromCtx } from "better-auth/api";
import { symmetricDecrypt } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { db } from "~/db";
import { twoFactor } from "~/db/schema";
import { type Guessable, restoreGuesses, spendGuess } from "~/services/hardening/guesses.server";

/**
 * Five attempts per sign-in are not enough of a limit, because someone who knows the first factor
 * can start over again and again. Codes from the app and recovery codes are counted together.
 */
export async function countSecondFactor(ctx: GenericEndpointContext) {
  // The owner of the session sets up the app, and has the secret on the screen.
  if (await getSessionFromCtx(ctx)) return;
  const id = await whoIsSigningIn(ctx);
  const user = id && (await ctx.context.internalAdapter.findUserById(id));
  if (user) await spendGuess(secretOf(user), ctx);
}

/** Forgets the failed attempts of someone who has signed in with the second factor. */
export async function restoreSecondFactor(ctx: GenericEndpointContext) {
  const { newSession } = ctx.context;
  if (newSession) await restoreGuesses(secretOf(newSession.user), ctx);
}

function secretOf({ email }: { email: string }): Guessable {
  return { kind: "second-factor", what: "code for two-factor sign-in", email };
}

/** Longer than an authenticator's code is taken, which is its half minute and the ones beside it. */
const REMEMBERED_IN_MS = 5 * 60 * 1000;

/** A code from the authenticator app works once, so a shoulder-surfed code can't be replayed. */
export async function appCodeOnce(ctx: GenericEndpointContext) {
  const userId = (await getSessionFromCtx(ctx))?.user.id ?? (await whoIsSigningIn(ctx));
  // better-auth says what is missing.
  if (userId) await reserveAppCode(ctx, userId, ctx.body?.code);
}

async function reserveAppCode({ context }: GenericEndpointContext, userId: string, code: unknown) {
  const isFirst = await context.internalAdapter.reserveVerificationValue({
    identifier: `app-code-${userId}-${code}`,
    value: "used",
    expiresAt: new Date(Date.now() + REMEMBERED_IN_MS),
  });
  if (!isFirst) throw wrongAppCode();
}

/** @throws APIError INVALID_CODE unless the person's app shows this code, and it wasn't used yet */
export async function checkAppCode(ctx: GenericEndpointContext, userId: string, code: string) {
  await reserveAppCode(ctx, userId, code);
  const [app] = await db.select().from(twoFactor).where(eq(twoFactor.userId, userId));
  if (!app?.verified) throw wrongAppCode();
  const secret = await symmetricDecrypt({ key: ctx.context.secretConfig, data: app.secret });
  const now = Math.floor(Date.now() / 30_000);
  const current = [now - 1, now, now + 1].map((halfMinute) => appCodeAt(secret, halfMinute));
  if (!current.includes(code)) throw wrongAppCode();
}

/** What an authenticator app shows in a half minute (RFC 6238). */
function appCodeAt(secret: string, halfMinute: number) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(halfMinute));
  const hash = createHmac("sha1", secret).update(counter).digest();
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

function wrongAppCode() {
  return new APIError("UNAUTHORIZED", { code: "INVALID_CODE", message: "Invalid code" });
}

/** What better-auth allows for each sign-in. */
const ATTEMPTS = 5;

/** For the app's own pages, by `auth.api`. It can't be called from outside. */
export const secondFactorEndpoints = {
  /** Whether this browser has passed the first factor, so that the second one is asked for. */
  isSecondFactorDue: createAuthEndpoint.serverOnly(
    { method: "GET", requireHeaders: true },
    async (ctx) => Boolean(await whoIsSigningIn(ctx)),
  ),
  /** Whether its attempts are used up, so that signing in has to start over. */
  isSecondFactorOver: createAuthEndpoint.serverOnly(
    { method: "GET", requireHeaders: true },
    async (ctx) => {
      const challenge = await challengeOf(ctx);
      if (!challenge) return false;
      const { internalAdapter } = ctx.context;
      const attempts = await internalAdapter.findVerificationValue(`2fa-attempts-${challenge}`);
      return Number(attempts?.value) >= ATTEMPTS;
    },
  ),
};

/** The id of the user who has proven the first factor in this browser, and is asked for the second. */
export async function whoIsSigningIn(ctx: GenericEndpointContext) {
  const challenge = await challengeOf(ctx);
  if (!challenge) return undefined;
  const found = await ctx.context.internalAdapter.findVerificationValue(challenge);
  return found && found.expiresAt > new Date() ? found.value : undefined;
}

function challengeOf(ctx: GenericEndpointContext) {
  const { name } = ctx.context.createAuthCookie("two_factor");
  return ctx.getSignedCookie(name, ctx.context.secret);
}
