import { randomUUID } from "node:crypto";
import type { AuthContext, BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { parseCookies } from "better-auth/cookies";
import { generateRandomString } from "better-auth/crypto";
import { z } from "zod";
import { emailLink } from "~/services/addresses.server";
import { afterSignIn, inOrder } from "~/services/feature";
import { KNOW_BROWSER } from "~/services/rules";
import { findStored, keyedHash } from "./stored.server";

const LIFETIME_IN_SECONDS = 365 * 24 * 60 * 60;

/** How many people can use one browser; after that, the first one is forgotten. */
const MOST_ACCOUNTS = 10;

/**
 * Remembers which browsers an account has signed in from, so a stranger's guesses never lock its
 * owner out there. For owners who have no known browser, an emailed link makes one known.
 */
export const knownBrowsers = {
  id: "known-browsers",
  hooks: inOrder(
    afterSignIn(async (ctx) => {
      const { newSession } = ctx.context;
      if (newSession) await knowBrowser(ctx, newSession.user);
    }),
  ),
  endpoints: {
    knowBrowser: createAuthEndpoint(
      KNOW_BROWSER,
      { method: "POST", body: z.object({ token: z.string().max(100) }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const link = await internalAdapter.consumeVerificationValue(identifierOf(ctx.body.token));
        const owner = link && (await internalAdapter.findUserById(link.value));
        if (!owner) {
          throw new APIError("BAD_REQUEST", {
            code: "INVALID_TOKEN",
            message: "The link is no longer valid",
          });
        }
        await knowBrowser(ctx, owner);
        return ctx.json({ status: true });
      },
    ),
  },
} satisfies BetterAuthPlugin;

/** A link that makes a browser known. It works once, and signs no one in. */
export async function linkToKnowBrowser(
  { context }: { context: AuthContext },
  owner: Owner,
  lifetimeInMs: number,
) {
  const token = generateRandomString(32);
  await context.internalAdapter.createVerificationValue({
    identifier: identifierOf(token),
    value: owner.id,
    expiresAt: new Date(Date.now() + lifetimeInMs),
  });
  return emailLink("/know-browser", context.baseURL, token);
}

/** Whether a link still works, for its page to say so before anyone tries. */
export async function isBrowserLinkAlive(token: string) {
  return Boolean(await findStored(identifierOf(token)));
}

function identifierOf(token: string) {
  return `known-browser-${token}`;
}

interface Owner {
  id: string;
}

/** The part of a request to better-auth that identifies its browser. */
interface Asking {
  headers?: HeadersInit | undefined;
  context: AuthContext;
}

/** This browser's proof for the account with an address, if that account has signed in here. */
export async function knownBrowser(ctx: Asking, email: string) {
  if (readCookie(ctx).proofs.length === 0) return undefined;
  const found = await ctx.context.internalAdapter.findUserByEmail(email);
  return found ? proofHere(ctx, found.user) : undefined;
}

// @feature account
/** Whether an account has signed in from this browser since its password was chosen. */
export async function isKnownBrowser(ctx: Asking, owner: Owner) {
  return Boolean(await proofHere(ctx, owner));
}

// @end
async function proofHere(ctx: Asking, owner: Owner) {
  const { browser, proofs } = readCookie(ctx);
  const proof = await proofOf(ctx, browser, owner);
  return proofs.includes(proof) ? proof : undefined;
}

/** Makes this browser one that the account is known to use. */
export async function knowBrowser(ctx: GenericEndpointContext, owner: Owner) {
  const { browser, proofs } = readCookie(ctx);
  const proof = await proofOf(ctx, browser, owner);
  const others = proofs.filter((other) => other !== proof).slice(0, MOST_ACCOUNTS - 1);
  const { name, attributes } = cookie(ctx);
  ctx.setCookie(name, [browser, proof, ...others].join("."), attributes);
}

/**
 * A browser's cookie has a random name and, for each account that has signed in there, a proof that
 * only this app can create. A proof isn't a session: it only tells this browser from a stranger's.
 */
function cookie({ context }: Asking) {
  return context.createAuthCookie("known_browser", { maxAge: LIFETIME_IN_SECONDS });
}

function readCookie(ctx: Asking) {
  const cookies = parseCookies(new Headers(ctx.headers).get("cookie") ?? "");
  const [browser = "", ...proofs] = cookies.get(cookie(ctx).name)?.split(".") ?? [];
  return { browser: browser || randomUUID(), proofs: proofs.slice(0, MOST_ACCOUNTS) };
}

/** A new password makes all browsers unknown: their proofs contain the hash of the old one. */
async function proofOf({ context }: Asking, browser: string, { id }: Owner) {
  const accounts = await context.internalAdapter.findAccounts(id);
  const password = accounts.find(({ providerId }) => providerId === "credential")?.password;
  return keyedHash("known-browser", JSON.stringify([browser, id, password]));
}
