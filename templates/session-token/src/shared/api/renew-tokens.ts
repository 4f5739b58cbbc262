import { isTokenPair, keepTokens, readTokens, resetTokens, type Tokens } from "@/shared/auth";
import { apiUrl } from "./api-url";

/** Two attempts fit into the time in which the server repeats a lost response. */
const LONGEST_WAIT_IN_MS = 4000;

/** A 4xx that says nothing about the token. */
const notNow = [408, 425, 429];

let running: Promise<void> | undefined;

/**
 * Gets the next pair in place of this one, once for all requests that wait for it. When the server
 * refuses, no one is signed in; when it can't be reached, everything stays as it is.
 */
export function renewTokens(old: Tokens): Promise<void> {
  running ??= oneTabAtATime(() => renewUnlessDone(old)).finally(() => {
    running = undefined;
  });
  return running;
}

/**
 * Where there are no locks, the server gives tabs that ask at the same moment the same response.
 */
async function oneTabAtATime(task: () => Promise<void>): Promise<void> {
  await (navigator.locks ? navigator.locks.request("renew-tokens", task) : task());
}

async function renewUnlessDone({ accessToken }: Tokens) {
  const current = readTokens();
  // Another tab was faster, or has signed out.
  if (current?.accessToken !== accessToken) return;

  const response = await ask(current.refreshToken).catch(() => ask(current.refreshToken));
  if (response.status >= 400 && response.status < 500 && !notNow.includes(response.status)) {
    if (isStill(current)) resetTokens();
    return;
  }
  const next: unknown = await response.json();
  if (!isTokenPair(next)) throw new Error(`No tokens came (${response.status}).`);
  if (isStill(current)) keepTokens(next);
}

/** Someone who has signed out or in meanwhile doesn't get the previous tokens back. */
function isStill({ refreshToken }: Tokens) {
  return readTokens()?.refreshToken === refreshToken;
}

function ask(refreshToken: string) {
  return fetch(apiUrl("/token/refresh"), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ refreshToken }),
    signal: AbortSignal.timeout(LONGEST_WAIT_IN_MS),
  });
}
