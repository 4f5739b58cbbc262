import { z } from "zod";
import { readToken, signToken, type TokenKind } from "./tokens";

/** A cookie that better-auth sets: what it is called, what it holds, and until when (ms). */
interface SetCookie {
  name: string;
  value: string;
  expiresAt: number;
}

// Those without an end are there until the browser is closed, and nobody tells us when that is.
const UNTIL_CLOSED_IN_SECONDS = 24 * 60 * 60;

/** The newest of each name. */
export function readSetCookies(headers: Headers): SetCookie[] {
  const cookies = new Map<string, SetCookie>();
  for (const cookie of headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    const [, maxAge = UNTIL_CLOSED_IN_SECONDS] = /;\s*max-age=(\d+)/i.exec(cookie) ?? [];
    cookies.set(name, { name, value, expiresAt: Date.now() + Number(maxAge) * 1000 });
  }
  return [...cookies.values()];
}

export function cookieHeader(cookies: { name: string; value: string }[]) {
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/**
 * The header, both ways, in which a client keeps what belongs to a sign-in and not to a session:
 * that a code was sent, that a second factor is asked for, that this device is trusted.
 */
export const SIGN_IN_STATE = "Sign-In-State";

const claims = z.object({
  cookies: z.array(z.object({ name: z.string(), value: z.string(), expiresAt: z.number() })),
});

/** Signed as a whole, so that no one can put another cookie into it. */
const state: TokenKind<z.infer<typeof claims>> = {
  type: "state+jwt",
  audience: "/api/auth",
  claims,
};

/** The cookies that a client has kept for us. */
export async function readSignInState(header: string | null) {
  const kept = header ? await readToken(state, header) : null;
  return kept?.cookies.filter(({ expiresAt }) => expiresAt > Date.now()) ?? [];
}

/** What the client should keep from now on: what it had, replaced by what has been set. */
export function writeSignInState(kept: SetCookie[], set: SetCookie[]) {
  const issuedAt = Date.now();
  const cookies = [...kept.filter(({ name }) => !set.some((one) => one.name === name)), ...set];
  const current = cookies.filter(({ expiresAt }) => expiresAt > issuedAt);
  const expiresAt = Math.max(issuedAt + 60_000, ...current.map((cookie) => cookie.expiresAt));
  return signToken(state, { cookies: current }, { issuedAt, expiresAt });
}
