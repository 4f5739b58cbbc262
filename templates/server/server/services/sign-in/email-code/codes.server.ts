import { randomUUID } from "node:crypto";
import { defineRequestState } from "@better-auth/core/context";
import type { GenericEndpointContext } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { and, eq, gt, or } from "drizzle-orm";
import { z } from "zod";
import { db } from "~/db";
import { verification } from "~/db/schema";
import { aboutAddress, keyedHash } from "~/services/hardening/stored.server";
import { CODE_LIFETIME_IN_MINUTES, PAUSE_BETWEEN_CODES_IN_SECONDS, TRIES_PER_CODE } from "./rules";

/** The name that the current request's browser got when it asked for a code. */
export const browserOfThisRequest = defineRequestState<string>(() => randomUUID());

/** Includes the browser that asked: the same code typed into another browser is a wrong code. */
export async function hashCode(code: string) {
  return keyedHash("code", `${await browserOfThisRequest.get()}:${code}`);
}

/** better-auth's name for the code of an address begins with this. */
export const CODE_IDENTIFIER = "sign-in-otp-";

/**
 * What that name becomes in the database. It includes the browser, so each browser has a code of
 * its own: a code that someone else requests for the same address replaces nobody's.
 */
export async function hashCodeIdentifier(identifier: string) {
  return identifierFor(await browserOfThisRequest.get(), identifier);
}

function identifierFor(browser: string, identifier: string) {
  return keyedHash("identifier", `${browser}:${identifier}`);
}

/** Who a code was sent to, and the browser that requested it. */
interface CodeOf {
  email: string;
  browser: string;
}

/**
 * Notes which code was sent to an address, beside better-auth's own record. That one can be found
 * by the browser that requested the code only; this one tells when a code is typed elsewhere.
 */
export async function noteCode(email: string, code: string, lifetimeInSeconds: number) {
  const browser = await browserOfThisRequest.get();
  await db.insert(verification).values({
    id: idOf({ email, browser }),
    identifier: aboutAddress(email),
    value: hashOf(email, code),
    expiresAt: new Date(Date.now() + lifetimeInSeconds * 1000),
  });
}

/** Ends the code of a browser: it was used, or the browser has requested a newer one. */
export async function endCode({ email, browser }: CodeOf) {
  const isIts = or(
    eq(verification.id, idOf({ email, browser })),
    eq(verification.identifier, identifierFor(browser, CODE_IDENTIFIER + email)),
  );
  await db.delete(verification).where(isIts);
}

type Over = "OTP_EXPIRED" | "TOO_MANY_ATTEMPTS";

/** Why a browser's code no longer works, by better-auth's name for the reason; null while it does. */
export async function whyCodeIsOver({
  email,
  browser,
  sentAt,
}: PendingSignIn): Promise<Over | null> {
  if (Date.now() > sentAt + CODE_LIFETIME_IN_MINUTES * 60 * 1000) return "OTP_EXPIRED";
  const isIts = eq(verification.identifier, identifierFor(browser, CODE_IDENTIFIER + email));
  const isAlive = gt(verification.expiresAt, new Date());
  const [row] = await db.select().from(verification).where(and(isIts, isAlive));
  // better-auth's own record: the hash of the code, and how many wrong ones there were.
  const isLeft = row && Number(row.value.split(":").at(-1)) < TRIES_PER_CODE;
  return isLeft ? null : "TOO_MANY_ATTEMPTS";
}

/** Whether this is a right code for the address, but one that another browser requested. */
export async function isCodeOfAnotherBrowser({ email, browser }: CodeOf, code: string) {
  const isThisCode = and(
    eq(verification.identifier, aboutAddress(email)),
    eq(verification.value, hashOf(email, code)),
    gt(verification.expiresAt, new Date()),
  );
  const found = await db.select({ id: verification.id }).from(verification).where(isThisCode);
  return found.length > 0 && found.every(({ id }) => id !== idOf({ email, browser }));
}

function idOf({ email, browser }: CodeOf) {
  return keyedHash("live-code", `${browser}:${email}`);
}

function hashOf(email: string, code: string) {
  return keyedHash("code-of-address", `${email}:${code}`);
}

/** What a browser remembers of the code that it has asked for, in a signed cookie. */
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

/** What the name of that cookie ends with. */
export const PENDING_SIGN_IN = "pending_sign_in";

function cookie(ctx: GenericEndpointContext) {
  return ctx.context.createAuthCookie(PENDING_SIGN_IN, { maxAge: LIFETIME_IN_SECONDS });
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

/** For the app's own pages, by `auth.api`. None of these can be called from outside. */
export const pendingSignInEndpoints = {
  pendingSignIn: createAuthEndpoint.serverOnly(
    { method: "GET", requireHeaders: true },
    async (ctx) => readPendingSignIn(ctx),
  ),
  /** The code step if this browser has asked for a code, otherwise null: the email step. */
  signInStep: createAuthEndpoint.serverOnly(
    { method: "GET", requireHeaders: true },
    async (ctx) => {
      const pending = await readPendingSignIn(ctx);
      if (!pending) return null;
      return {
        email: pending.email,
        sentAgain: pending.sentAgain,
        over: await whyCodeIsOver(pending),
        resendInSeconds: secondsToNextCode(pending.sentAt),
      };
    },
  ),
  forgetPendingSignIn: createAuthEndpoint.serverOnly(
    { method: "POST", requireHeaders: true },
    async (ctx) => clearPendingSignIn(ctx),
  ),
};
