// @feature cookie
import { createMiddleware } from "hono/factory";
import { env } from "~/env.server";
import { cookies } from "~/services/hardening/cookies";
import { seal, unseal } from "./cookie-seal";

const prefix = `${cookies(env).cookiePrefix}.`;

/**
 * better-auth signs what a cookie holds, but not what it is called: the value of one would be good
 * in the place of another. So its cookies leave with a signature over both, and those that come
 * back without it go no further.
 */
export const sealedCookies = createMiddleware(async (c, next) => {
  const { headers } = c.req.raw;
  const arrived = headers.get("cookie");
  if (arrived !== null) headers.set("cookie", arrived.split(";").flatMap(opened).join("; "));
  await next();

  const leaving = c.res.headers.getSetCookie();
  if (leaving.length === 0) return;
  c.header("Set-Cookie", undefined);
  for (const cookie of leaving) c.header("Set-Cookie", closed(cookie), { append: true });
});

function opened(pair: string) {
  const [, name = "", sealed = ""] = /^\s*([^=]*)=(.*)$/s.exec(pair) ?? [];
  if (!name.startsWith(prefix)) return [pair.trim()];
  const value = unseal(name, sealed.trim(), env.BETTER_AUTH_SECRET);
  return value === undefined ? [] : [`${name}=${value}`];
}

function closed(cookie: string) {
  const [, name = "", value = "", attributes = ""] = /^([^=]*)=([^;]*)(.*)$/s.exec(cookie) ?? [];
  // One that is deleted holds nothing.
  if (!name.startsWith(prefix) || value === "") return cookie;
  return `${name}=${seal(name, value, env.BETTER_AUTH_SECRET)}${attributes}`;
}
