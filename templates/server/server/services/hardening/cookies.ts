import { createHmac } from "node:crypto";
import { root } from "~/env/root";
import type { Environment } from "~/env.server";

/**
 * Over HTTPS, the names begin with `__Host-`, which a browser accepts only from this exact host and
 * over HTTPS. On http://localhost, that and `Secure` would make Safari drop the cookie.
 */
export function cookies({ NODE_ENV, BETTER_AUTH_URL, BETTER_AUTH_SECRET }: Environment) {
  const secure = NODE_ENV === "production" && BETTER_AUTH_URL?.startsWith("https:") === true;
  return {
    // better-auth's own option would put `__Secure-` in front of the name.
    useSecureCookies: false,
    cookiePrefix: secure ? "__Host-auth" : localCookiePrefix(BETTER_AUTH_SECRET, root),
    defaultCookieAttributes: { secure, httpOnly: true, sameSite: "lax", path: "/" },
  } as const;
}

/**
 * The prefix of cookie names on http://localhost. Cookies ignore the port, so if all apps used the
 * same name, signing in to one would sign you out of every other one on the machine. The prefix
 * depends on the project's secret and folder: two copies of a project are two apps, but another
 * port isn't.
 */
export function localCookiePrefix(secret: string, folder: string) {
  return `auth-${createHmac("sha256", secret).update(`cookies:${folder}`).digest("hex").slice(0, 8)}`;
}
