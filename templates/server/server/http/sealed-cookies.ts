import { createHmac, timingSafeEqual } from "node:crypto";
import { createMiddleware } from "hono/factory";

/**
 * better-auth signs a cookie's value, but not its name, so the value of one cookie would be valid in
 * another. So its cookies leave with a signature over both, and cookies that come back without one
 * are dropped.
 */
export function sealedCookies(cookiePrefix: string, secret: string) {
  const isOurs = (name: string) => name.startsWith(`${cookiePrefix}.`);

  function opened(pair: string) {
    const [, name = "", sealed = ""] = /^\s*([^=]*)=(.*)$/s.exec(pair) ?? [];
    if (!isOurs(name)) return [pair.trim()];
    const value = unseal(name, sealed.trim(), secret);
    return value === undefined ? [] : [`${name}=${value}`];
  }

  function closed(cookie: string) {
    const [, name = "", value = "", attributes = ""] = /^([^=]*)=([^;]*)(.*)$/s.exec(cookie) ?? [];
    // A deleted cookie has no value.
    if (!isOurs(name) || value === "") return cookie;
    return `${name}=${seal(name, value, secret)}${attributes}`;
  }

  return createMiddleware(async (c, next) => {
    const { headers } = c.req.raw;
    const arrived = headers.get("cookie");
    if (arrived !== null) headers.set("cookie", arrived.split(";").flatMap(opened).join("; "));
    await next();

    const leaving = c.res.headers.getSetCookie();
    if (leaving.length === 0) return;
    c.header("Set-Cookie", undefined);
    for (const cookie of leaving) c.header("Set-Cookie", closed(cookie), { append: true });
  });
}

/** Signs the value of a cookie together with its name. */
export function seal(name: string, value: string, secret: string) {
  return `${value}.${signatureOf(name, value, secret)}`;
}

/** The value that was sealed under this name, or undefined. */
export function unseal(name: string, sealed: string, secret: string) {
  const end = sealed.lastIndexOf(".");
  const value = sealed.slice(0, Math.max(0, end));
  const given = Buffer.from(sealed.slice(end + 1));
  const expected = Buffer.from(signatureOf(name, value, secret));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return value;
}

function signatureOf(name: string, value: string, secret: string) {
  return createHmac("sha256", secret).update(`cookie:${name}=${value}`).digest("base64url");
}
