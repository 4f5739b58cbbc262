import type { Context } from "hono";

/** The client refreshes, or signs in again. Which of the checks failed is nobody's business. */
export function refused(c: Context) {
  c.header("WWW-Authenticate", 'Bearer error="invalid_token"');
  return c.json({ code: "INVALID_TOKEN", message: "This token is not good, or not any more" }, 401);
}
