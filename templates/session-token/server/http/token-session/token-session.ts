import { createMiddleware } from "hono/factory";
import type { ServerEnvironment } from "../types";
import { cookiesToTokens } from "./cookies-to-tokens";
import { refused } from "./refused";
import { tokensToCookies } from "./tokens-to-cookies";

/**
 * Clients of this app keep no cookies, and better-auth speaks of nothing else. So tokens become
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
