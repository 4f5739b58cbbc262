import { root } from "~/env/root";
import { env, isProduction } from "~/env.server";
import { localCookiePrefix } from "./local-cookie-prefix";

/**
 * On https the names begin with `__Host-`, which a browser accepts only from this very host, over
 * https. On http://localhost that and `Secure` would make Safari drop the cookie.
 */
export function cookies() {
  const secure = isProduction && env.BETTER_AUTH_URL?.startsWith("https:") === true;
  return {
    // better-auth's own switch would put `__Secure-` in front of the name.
    useSecureCookies: false,
    cookiePrefix: secure ? "__Host-auth" : localCookiePrefix(env.BETTER_AUTH_SECRET, root),
    defaultCookieAttributes: { secure, httpOnly: true, sameSite: "lax", path: "/" },
  } as const;
}
