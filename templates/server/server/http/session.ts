import type { HttpBindings } from "@hono/node-server";
import { createMiddleware } from "hono/factory";
import type { SecureHeadersVariables } from "hono/secure-headers";
import { auth, type Session } from "~/services/auth.server";
import { quickSession } from "./quick-session";

/** What handlers find in their context. */
export interface ServerEnvironment {
  Bindings: HttpBindings;
  Variables: SecureHeadersVariables & { session: Session | null };
}

/**
 * Looks up who is signed in, once per request. An active session is renewed periodically. Its new
 * cookie has to reach the browser, or people would be signed out while they use the app.
 */
export const session = createMiddleware<ServerEnvironment>(async (c, next) => {
  const quick = await quickSession(c.req.raw.headers);
  if (quick !== undefined) {
    c.set("session", quick);
    return next();
  }
  const { response, headers } = await auth.api.getSession({
    headers: c.req.raw.headers,
    returnHeaders: true,
  });
  c.set("session", response);
  await next();

  // A cookie that the page itself has set, by signing in or out, is newer.
  const names = c.res.headers.getSetCookie().map(cookieName);
  for (const cookie of headers.getSetCookie()) {
    if (!names.includes(cookieName(cookie))) c.header("Set-Cookie", cookie, { append: true });
  }
});

/**
 * better-auth's endpoint, for those who are signed in. It isn't counted against a limit: a page does
 * the same and isn't either, and to count would take longer than to respond.
 */
export const sessionEndpoint = createMiddleware(async (c, next) => {
  const { url, headers } = c.req.raw;
  const quick = url.includes("?") ? undefined : await quickSession(headers);
  if (!quick) return next();
  c.header("Cache-Control", "no-store");
  c.header("Pragma", "no-cache");
  return c.json(quick);
});

function cookieName(cookie: string) {
  return cookie.slice(0, cookie.indexOf("="));
}
