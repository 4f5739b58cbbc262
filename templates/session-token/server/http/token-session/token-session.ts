import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { ServerEnvironment } from "../session";
import {
  type SessionRow,
  sessionById,
  sessionByToken,
  sessionCookie,
  sessionCookieNames,
  tokenIn,
} from "./sessions";
import {
  cookieHeader,
  readSetCookies,
  readSignInState,
  SIGN_IN_STATE,
  writeSignInState,
} from "./sign-in-state";
import { firstPair, readAccessToken, readRefreshToken } from "./tokens";

/**
 * Clients of this app keep no cookies, and better-auth works with nothing else. So tokens become
 * cookies on the way in, and cookies become tokens on the way out; whatever is between the two
 * knows cookies only.
 */
export const tokenSession = createMiddleware<ServerEnvironment>(async (c, next) => {
  const came = await tokensToCookies(c.req.raw);
  if (!came) return refused(c);
  c.req.raw = came.request;
  await next();
  await cookiesToTokens(c, came);
  return;
});

/** The client refreshes, or signs in again. It doesn't say which of the checks failed. */
export function refused(c: Context) {
  c.header("WWW-Authenticate", 'Bearer error="invalid_token"');
  return c.json({ code: "INVALID_TOKEN", message: "This token is invalid or has expired" }, 401);
}

/**
 * The request as a browser with cookies would have sent it, or null for a token that is not good.
 * Its own cookies are always dropped, so that no other site can use them to act for a person.
 */
export async function tokensToCookies(request: Request) {
  const headers = new Headers(request.headers);
  const bearer = /^Bearer +(.+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const session = bearer ? await bearerSession(bearer, new URL(request.url).pathname) : null;
  if (bearer && !session) return null;

  const kept = await readSignInState(headers.get(SIGN_IN_STATE));
  const cookies = session ? [...kept, await sessionCookie(session.token)] : kept;
  for (const name of ["authorization", "cookie", SIGN_IN_STATE]) headers.delete(name);
  if (cookies.length > 0) headers.set("cookie", cookieHeader(cookies));
  // The server has checked where it comes from, by a list that better-auth does not know.
  headers.set("origin", new URL(request.url).origin);
  return { request: new Request(request, { headers }), session, kept };
}

type Incoming = NonNullable<Awaited<ReturnType<typeof tokensToCookies>>>;

/** Signing out has to work even when the access token has just expired. */
const SIGN_OUT = "/api/auth/sign-out";

/** The session that a token opens at this path, if it has not ended. */
async function bearerSession(token: string, path: string): Promise<SessionRow | null> {
  const access = await readAccessToken(token);
  if (access) {
    const session = await sessionById(access.sid);
    return session?.userId === access.sub ? session : null;
  }
  const refresh = path === SIGN_OUT ? await readRefreshToken(token) : null;
  return refresh && sessionById(refresh.sid);
}

/** Takes every cookie out of the response: what it meant goes into the JSON and into a header. */
async function cookiesToTokens(c: Context, { session, kept }: Incoming) {
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

/** Tokens are in the JSON of the response that started a session, and nowhere else. */
async function addTokens(c: Context, token: string) {
  const session = await sessionByToken(token);
  if (!session) return;
  const { status, headers } = c.res;
  const body: unknown = await c.res.json();
  if (typeof body !== "object" || body === null) {
    throw new Error(`${c.req.path} starts a session, but its response has no room for tokens.`);
  }
  headers.delete("content-length");
  headers.set("cache-control", "no-store");
  const answer = { ...body, ...firstPair(session) };
  c.res = undefined;
  c.res = new Response(JSON.stringify(answer), { status, headers });
}
