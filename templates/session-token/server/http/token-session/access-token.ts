import { z } from "zod";
import { readToken, signToken, type TokenKind } from "./signed-token";

/** Short, because what a script steals is good for so long without the refresh token. */
export const ACCESS_LIFETIME_IN_SECONDS = 5 * 60;

const claims = z.object({ sub: z.string(), sid: z.string() });

/** Names a person and a session. It opens nothing once the session has ended. */
const access: TokenKind<z.infer<typeof claims>> = { type: "at+jwt", audience: "/api", claims };

export function makeAccessToken(session: { id: string; userId: string }) {
  const issuedAt = Date.now();
  const expiresAt = issuedAt + ACCESS_LIFETIME_IN_SECONDS * 1000;
  return signToken(access, { sub: session.userId, sid: session.id }, { issuedAt, expiresAt });
}

export function readAccessToken(token: string) {
  return readToken(access, token);
}
