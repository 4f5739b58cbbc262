import { randomBytes, timingSafeEqual } from "node:crypto";
import type { GenericEndpointContext } from "better-auth";
import { generateRandomString } from "better-auth/crypto";
import { keyedHash } from "~/services/hardening/stored.server";
import { CHALLENGE_LIFETIME_IN_MINUTES } from "./rules";

const LIFETIME_IN_MS = CHALLENGE_LIFETIME_IN_MINUTES * 60 * 1000;

/**
 * What a challenge is for: signing in, adding a passkey to the account with this id, or confirming
 * in the session with this id that it's the account's owner.
 */
export type Purpose = "sign-in" | `add-to-${string}` | `confirm-${string}`;

/**
 * What a passkey signs, and for how long a browser may ask for it, in milliseconds. Its time and purpose are part of it, and so is the browser that has asked
 * for it. So nothing has to be stored for everyone who opens the sign-in page, and several tabs
 * don't get in each other's way.
 */
export async function newChallenge(ctx: GenericEndpointContext, purpose: Purpose) {
  const { name, attributes } = cookie(ctx);
  const browser = (await browserOf(ctx)) ?? generateRandomString(32);
  await ctx.setSignedCookie(name, browser, ctx.context.secret, attributes);
  const text = `${Date.now() + LIFETIME_IN_MS}.${randomBytes(16).toString("base64url")}`;
  const challenge = `${text}.${signatureOf(text, browser, purpose)}`;
  return { challenge: Buffer.from(challenge).toString("base64url"), timeout: LIFETIME_IN_MS };
}

/** Whether this is a challenge of ours, for this browser and purpose, and is used for the first time. */
export async function useChallenge(
  ctx: GenericEndpointContext,
  challenge: string,
  purpose: Purpose,
) {
  const [expiresAt = "", random = "", signature = ""] = Buffer.from(challenge, "base64url")
    .toString()
    .split(".");
  const browser = await browserOf(ctx);
  if (!browser || !(Number(expiresAt) > Date.now())) return false;
  const expected = Buffer.from(signatureOf(`${expiresAt}.${random}`, browser, purpose));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  // Of several requests at once, only one gets it.
  return ctx.context.internalAdapter.reserveVerificationValue({
    identifier: `passkey-challenge-${random}`,
    value: "used",
    expiresAt: new Date(Number(expiresAt)),
  });
}

function signatureOf(text: string, browser: string, purpose: Purpose) {
  return keyedHash("passkey-challenge", JSON.stringify([text, browser, purpose]));
}

function cookie({ context }: GenericEndpointContext) {
  return context.createAuthCookie("passkey_browser", { maxAge: 2 * (LIFETIME_IN_MS / 1000) });
}

/** A random name that the browser has for as long as it may use a challenge. */
async function browserOf(ctx: GenericEndpointContext) {
  return (await ctx.getSignedCookie(cookie(ctx).name, ctx.context.secret)) || undefined;
}
