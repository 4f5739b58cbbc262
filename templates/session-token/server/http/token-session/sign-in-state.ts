import { z } from "zod";
import type { SetCookie } from "./cookies";
import { readToken, signToken, type TokenKind } from "./signed-token";

/**
 * The header, both ways, in which a client keeps what belongs to a sign-in and not to a session:
 * that a code was sent, that a second factor is asked for, that this device is trusted.
 */
export const SIGN_IN_STATE = "Sign-In-State";

const claims = z.object({
  cookies: z.array(z.object({ name: z.string(), value: z.string(), expiresAt: z.number() })),
});

/** Signed as a whole, so that nobody puts another cookie into it. */
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

/** What the client shall keep from now on: what it had, and over it what has been set. */
export function writeSignInState(kept: SetCookie[], set: SetCookie[]) {
  const issuedAt = Date.now();
  const cookies = [...kept.filter(({ name }) => !set.some((one) => one.name === name)), ...set];
  const current = cookies.filter(({ expiresAt }) => expiresAt > issuedAt);
  const expiresAt = Math.max(issuedAt + 60_000, ...current.map((cookie) => cookie.expiresAt));
  return signToken(state, { cookies: current }, { issuedAt, expiresAt });
}
