import { createMiddleware } from "hono/factory";

/** Pages show who is signed in, so nothing between server and person may keep a copy. */
export const noStore = createMiddleware(async (c, next) => {
  await next();
  if (!c.res.headers.has("cache-control")) c.header("Cache-Control", "no-store");
});
