import { createHmac } from "node:crypto";
import { root } from "~/env/root";
import type { Environment } from "~/env.server";

/**
 * On https the names begin with `__Host-`, which a browser accepts only from this very host, over
 * https. On http://localhost that and `Secure` would make Safari drop the cookie.
 */
export function cookies({ NODE_ENV, BETTER_AUTH_URL, BETTER_AUTH_SECRET }: Environment) {
  const secure = NODE_ENV === "production" && BETTER_AUTH_URL?.startsWith("https:") === true;
  return {
    // better-auth's own switch would put `__Secure-` in front of the name.
    useSecureCookies: false,
    cookiePrefix: secure ? "__Host-auth" : localCookiePrefix(BETTER_AUTH_SECRET, root),
    defaultCookieAttributes: { secure, httpOnly: true, sameSite: "lax", path: "/" },
  } as const;
}

/**
 * What the names of cookies begin with on http://localhost. Cookies do not look at the port, so
 * with one name for all, signing in to one app would sign people out of every other one on the same
 * machine. The name goes with the project's secret and its folder: two copies of a project are two
 * apps, and another port is not.
 */
export function localCookiePrefix(secret: string, folder: string) {
  return `auth-${createHmac("sha256", secret).update(`cookies:${folder}`).digest("hex").slice(0, 8)}`;
}
