import { createMiddleware } from "hono/factory";

/** The pages seen while signed in are not shown again by the back button. */
export const forgetPages = createMiddleware(async (c, next) => {
  await next();
  c.header("Clear-Site-Data", '"cache"');
});
