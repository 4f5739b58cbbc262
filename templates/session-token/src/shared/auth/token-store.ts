import { storage } from "./storage";

const KEY = "tokens";

/**
 * How long before it expires an access token is renewed, so that the next request isn't too late.
 */
const EARLY_IN_SECONDS = 15;

/** What the server gives in place of a cookie. */
export interface TokenPair {
  /** Sent with each request. */
  accessToken: string;
  /** Good for the next pair, once. */
  refreshToken: string;
  /** How long the access token is valid, counted from the response. */
  expiresInSeconds: number;
}

export interface Tokens extends TokenPair {
  /** By the clock of this device, which is only compared with itself. */
  receivedAt: number;
}

export function readTokens(): Tokens | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? "null");
    return isTokenPair(kept) ? (kept as Tokens) : null;
  } catch {
    // Something else at this origin uses the same name.
    return null;
  }
}

export function keepTokens({ accessToken, refreshToken, expiresInSeconds }: TokenPair): void {
  const tokens = { accessToken, refreshToken, expiresInSeconds, receivedAt: Date.now() };
  storage.setItem(KEY, JSON.stringify(tokens));
}

/** Signs this device out, whatever the server says. */
export function resetTokens(): void {
  storage.removeItem(KEY);
}

/** Whether the access token will still be good when a request arrives. */
export function areFresh({ receivedAt, expiresInSeconds }: Tokens): boolean {
  const age = Date.now() - receivedAt;
  // Below zero, someone has set the clock back, and their age is anyone's guess.
  return age >= 0 && age < (expiresInSeconds - EARLY_IN_SECONDS) * 1000;
}

export function isTokenPair(value: unknown): value is TokenPair {
  const { accessToken, refreshToken, expiresInSeconds } = (value ?? {}) as Partial<TokenPair>;
  return (
    typeof accessToken === "string" &&
    typeof refreshToken === "string" &&
    typeof expiresInSeconds === "number"
  );
}
