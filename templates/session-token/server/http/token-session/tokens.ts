import { createHmac } from "node:crypto";
import { verify } from "hono/jwt";
import { z } from "zod";
import { env } from "~/env.server";
import { keyedHash } from "~/services/hardening/stored.server";
import type { SessionRow } from "./sessions";

// Development follows the port in use; there the name only has to be the same at every instance.
const issuer = env.BETTER_AUTH_URL ?? "http://localhost";
const algorithm = "HS256";

/** Each kind has a type, an audience, and a key of its own, so none is taken for another. */
export interface TokenKind<Claims> {
  type: string;
  audience: string;
  claims: z.ZodType<Claims>;
}

interface Times {
  issuedAt: number;
  expiresAt: number;
}

/** The same claims and times give the same token. hono/jwt checks types, but writes only `JWT`. */
export function signToken<Claims extends object>(
  kind: TokenKind<Claims>,
  claims: Claims,
  { issuedAt, expiresAt }: Times,
) {
  const times = { iat: Math.floor(issuedAt / 1000), exp: Math.floor(expiresAt / 1000) };
  const names = { iss: issuer, aud: issuer + kind.audience };
  const signed = `${encode({ alg: algorithm, typ: kind.type })}.${encode({ ...names, ...claims, ...times })}`;
  return `${signed}.${createHmac("sha256", keyOf(kind)).update(signed).digest("base64url")}`;
}

/** What a token says, or null unless it is ours, of this kind, for this app, and still good. */
export async function readToken<Claims>(kind: TokenKind<Claims>, token: string) {
  try {
    const payload = await verify(token, keyOf(kind), {
      alg: algorithm,
      typ: kind.type,
      iss: issuer,
      aud: issuer + kind.audience,
      // The clock of the server that issued it may be a moment ahead of this one's.
      iat: false,
    });
    // Without an expiry it would be valid forever, and hono/jwt allows that.
    z.object({ exp: z.number() }).parse(payload);
    return kind.claims.parse(payload);
  } catch {
    return null;
  }
}

function keyOf({ type }: TokenKind<unknown>) {
  return keyedHash("token-key", type);
}

function encode(part: object) {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

/** Short, because without the refresh token, a stolen one is good for only this long. */
const ACCESS_LIFETIME_IN_SECONDS = 5 * 60;

const accessClaims = z.object({ sub: z.string(), sid: z.string() });

/** Names a person and a session. It opens nothing once the session has ended. */
const access: TokenKind<z.infer<typeof accessClaims>> = {
  type: "at+jwt",
  audience: "/api",
  claims: accessClaims,
};

function makeAccessToken(session: { id: string; userId: string }) {
  const issuedAt = Date.now();
  const expiresAt = issuedAt + ACCESS_LIFETIME_IN_SECONDS * 1000;
  return signToken(access, { sub: session.userId, sid: session.id }, { issuedAt, expiresAt });
}

export function readAccessToken(token: string) {
  return readToken(access, token);
}

const refreshClaims = z.object({
  sid: z.string(),
  /** How many there were before it in this session. */
  n: z.int(),
});

export type RefreshClaims = z.infer<typeof refreshClaims>;

/** Good for nothing but the next pair of tokens, once, and for signing out. */
const refresh: TokenKind<RefreshClaims> = {
  type: "rt+jwt",
  audience: "/api/token/refresh",
  claims: refreshClaims,
};

function makeRefreshToken({ sid, n }: RefreshClaims, times: Times) {
  return signToken(refresh, { sid, n }, times);
}

export function readRefreshToken(token: string) {
  return readToken(refresh, token);
}

/** The newest refresh token of a session: its number, and when it was made. */
export type Turn = RefreshClaims & Times;

/** What a client gets in place of a cookie. */
interface Pair {
  accessToken: string;
  refreshToken: string;
  /** Counted from the response: the client's clock may be wrong. */
  expiresInSeconds: number;
}

export function pairFor(session: SessionRow, turn: Turn): Pair {
  return {
    accessToken: makeAccessToken(session),
    refreshToken: makeRefreshToken(turn, turn),
    expiresInSeconds: ACCESS_LIFETIME_IN_SECONDS,
  };
}

/** For a session that has just begun. */
export function firstPair(session: SessionRow): Pair {
  const issuedAt = Date.now();
  return pairFor(session, {
    sid: session.id,
    n: 0,
    issuedAt,
    expiresAt: session.expiresAt.getTime(),
  });
}
