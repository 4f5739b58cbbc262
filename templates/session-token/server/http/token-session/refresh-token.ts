import { z } from "zod";
import { readToken, signToken, type TokenKind } from "./signed-token";

const claims = z.object({
  sid: z.string(),
  /** How many there were before it in this session. */
  n: z.int(),
});

export type RefreshClaims = z.infer<typeof claims>;

/** Good for nothing but the next pair of tokens, once, and for signing out. */
const refresh: TokenKind<RefreshClaims> = {
  type: "rt+jwt",
  audience: "/api/token/refresh",
  claims,
};

export function makeRefreshToken(
  { sid, n }: RefreshClaims,
  times: { issuedAt: number; expiresAt: number },
) {
  return signToken(refresh, { sid, n }, times);
}

export function readRefreshToken(token: string) {
  return readToken(refresh, token);
}
