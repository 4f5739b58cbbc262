import { createMiddleware } from "hono/factory";

const withBody = ["POST", "PUT", "PATCH"];

/** A form of another site can hold text that reads like JSON, but it cannot say that it is JSON. */
export const jsonOnly = createMiddleware(async (c, next) => {
  const type = c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (withBody.includes(c.req.method) && type !== "application/json") {
    return c.json({ code: "NOT_JSON", message: "Send application/json." }, 415);
  }
  return next();
});
