import { createMiddleware } from "hono/factory";

const codes: Readonly<Record<number, string>> = {
  400: "BAD_REQUEST",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  405: "METHOD_NOT_ALLOWED",
  413: "TOO_LARGE",
};

/** Whoever refuses a request to the API, the answer is JSON: `{ code, message }`. */
export const jsonErrors = createMiddleware(async (c, next) => {
  await next();
  const { status, headers } = c.res;
  if (status < 400 || headers.get("content-type")?.startsWith("application/json")) return;
  const code = codes[status] ?? "FAILED";
  c.res = Response.json({ code, message: await c.res.text() }, { status });
});
