import { createMiddleware } from "hono/factory";

const methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/** Refuses what breaks in the hands of those who come after: `Request`, better-auth, the router. */
export const wellFormedRequest = createMiddleware(async (c, next) => {
  if (!methods.includes(c.req.method)) {
    c.header("Allow", methods.join(", "));
    return c.text("There is no such method here.", 405);
  }
  const { username, password, pathname } = new URL(c.req.raw.url);
  if (username || password) return c.text("An address with a password in it is refused.", 400);
  if (!isDecodable(pathname)) return c.text("The address is malformed.", 400);
  return next();
});

function isDecodable(path: string) {
  try {
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}
