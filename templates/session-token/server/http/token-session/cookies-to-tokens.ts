import type { Context } from "hono";
import { readSetCookies } from "./cookies";
import { firstPair } from "./pair";
import { sessionCookieNames, tokenIn } from "./session-cookie";
import { sessionByToken } from "./sessions";
import { SIGN_IN_STATE, writeSignInState } from "./sign-in-state";
import type { Incoming } from "./tokens-to-cookies";

/** Takes every cookie out of the answer: what it meant goes into the JSON and into a header. */
export async function cookiesToTokens(c: Context, { session, kept }: Incoming) {
  const set = readSetCookies(c.res.headers);
  if (set.length === 0) return;
  c.header("Set-Cookie", undefined);

  const names = await sessionCookieNames();
  const others = set.filter(({ name }) => !names.includes(name));
  if (others.length > 0) c.header(SIGN_IN_STATE, writeSignInState(kept, others));

  const begun = set.find(({ name, expiresAt }) => name === names[0] && expiresAt > Date.now());
  const token = begun && tokenIn(begun.value);
  // The cookie of a session that is only extended is set as well, and says nothing new.
  if (token && token !== session?.token) await addTokens(c, token);
}

/** Tokens stand in the JSON of the answer that began a session, and nowhere else. */
async function addTokens(c: Context, token: string) {
  const session = await sessionByToken(token);
  if (!session) return;
  const { status, headers } = c.res;
  const body: unknown = await c.res.json();
  if (typeof body !== "object" || body === null) {
    throw new Error(`${c.req.path} begins a session, but its answer has no room for tokens.`);
  }
  headers.delete("content-length");
  headers.set("cache-control", "no-store");
  const answer = { ...body, ...firstPair(session) };
  c.res = undefined;
  c.res = new Response(JSON.stringify(answer), { status, headers });
}
