import { createMiddleware } from "hono/factory";

const reading = ["GET", "HEAD", "OPTIONS"];

/** Only our own pages may send something that changes anything. */
export const sameOrigin = createMiddleware(async (c, next) => {
  if (!reading.includes(c.req.method) && !comesFromHere(c.req.raw)) {
    const { origin } = new URL(c.req.raw.url);
    return c.text(`Refused: this did not come from a page at ${origin}.`, 403);
  }
  return next();
});

function comesFromHere({ url, headers }: Request) {
  const origin = headers.get("origin");
  if (origin !== null) return origin === new URL(url).origin;
  // No browser: without a Sec-Fetch-Site header there are no foreign cookies to be abused.
  return ["same-origin", "none", null].includes(headers.get("sec-fetch-site"));
}
