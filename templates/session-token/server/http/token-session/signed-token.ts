import { createHmac } from "node:crypto";
import { verify } from "hono/jwt";
import { z } from "zod";
import { env } from "~/env.server";
import { keyedHash } from "~/services/hardening/stored.server";

// Development follows the port in use; there the name only has to be the same at every instance.
const issuer = env.BETTER_AUTH_URL ?? "http://localhost";
const algorithm = "HS256";

/** Each kind has a type, an audience and a key of its own, so none is taken for another. */
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
    // Without an end it would be good for ever, and hono/jwt lets that pass.
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
