import { ACCESS_LIFETIME_IN_SECONDS, makeAccessToken } from "./access-token";
import { makeRefreshToken } from "./refresh-token";
import type { SessionRow } from "./sessions";
import type { Turn } from "./turns";

/** What a client gets in place of a cookie. */
export interface Pair {
  accessToken: string;
  refreshToken: string;
  /** Counted from the answer: the client's clock may be wrong. */
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
