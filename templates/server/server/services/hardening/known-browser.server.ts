import { randomUUID } from "node:crypto";
import type { AuthContext, GenericEndpointContext } from "@better-auth/core";
import { parseCookies } from "better-auth/cookies";
import { keyedHash } from "./hashes.server";

const LIFETIME_IN_SECONDS = 365 * 24 * 60 * 60;

/** So many people can use one browser; after that the one who came first is forgotten. */
const MOST_ACCOUNTS = 10;

interface Owner {
  id: string;
}

/** As much of a request to better-auth as it takes to know its browser. */
interface Asking {
  headers?: HeadersInit | undefined;
  context: AuthContext;
}

/**
 * The cookie of a browser holds a random name and, for each account that has signed in there, a
 * proof that only this app can make. A proof is no session: all it does is to count this browser's
 * guesses apart from those of strangers.
 */
function cookie({ context }: Asking) {
  return context.createAuthCookie("known_browser", { maxAge: LIFETIME_IN_SECONDS });
}

/** This browser's proof for the account with an address, if that account has signed in here. */
export async function knownBrowser(ctx: Asking, email: string) {
  const { browser, proofs } = readCookie(ctx);
  if (proofs.length === 0) return undefined;
  const found = await ctx.context.internalAdapter.findUserByEmail(email);
  if (!found) return undefined;
  const proof = await proofOf(ctx, browser, found.user);
  return proofs.includes(proof) ? proof : undefined;
}

/** Makes this browser one that the account is known to use. */
export async function knowBrowser(ctx: GenericEndpointContext, owner: Owner) {
  const { browser, proofs } = readCookie(ctx);
  const proof = await proofOf(ctx, browser, owner);
  const others = proofs.filter((other) => other !== proof);
  const { name, attributes } = cookie(ctx);
  ctx.setCookie(
    name,
    [browser, proof, ...others.slice(0, MOST_ACCOUNTS - 1)].join("."),
    attributes,
  );
}

function readCookie(ctx: Asking) {
  const cookies = parseCookies(new Headers(ctx.headers).get("cookie") ?? "");
  const [browser = "", ...proofs] = cookies.get(cookie(ctx).name)?.split(".") ?? [];
  return { browser: browser || randomUUID(), proofs: proofs.slice(0, MOST_ACCOUNTS) };
}

/** A new password makes all browsers unknown, because the hash of the old one is in their proofs. */
async function proofOf({ context }: Asking, browser: string, { id }: Owner) {
  const accounts = await context.internalAdapter.findAccounts(id);
  const password = accounts.find(({ providerId }) => providerId === "credential")?.password;
  return keyedHash("known-browser", JSON.stringify([browser, id, password]));
}
