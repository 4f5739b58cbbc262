import { bearerSession } from "./bearer-session";
import { cookieHeader } from "./cookies";
import { sessionCookie } from "./session-cookie";
import { readSignInState, SIGN_IN_STATE } from "./sign-in-state";

/**
 * The request as a browser with cookies would have sent it, or null for a token that is not good.
 * Cookies that it brings are dropped, always: no other site can act for a person by them.
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
  // same-origin.ts has checked where it comes from, by a list that better-auth does not know.
  headers.set("origin", new URL(request.url).origin);
  return { request: new Request(request, { headers }), session, kept };
}

export type Incoming = NonNullable<Awaited<ReturnType<typeof tokensToCookies>>>;
