import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { root } from "~/env/root.ts";
import { env, isProduction } from "~/env.server";
import { markSvg } from "~/lib/mark";

const https = isProduction && env.BETTER_AUTH_URL?.startsWith("https:") === true;

// During development, Vite puts styles into the page and uses a web socket.
const development = import.meta.env.DEV;
// @feature token

// Where the client is built to find the API. If empty: here.
const apiUrl: string | undefined = import.meta.env.VITE_API_URL;
// @end

/**
 * Security headers for every response. Scripts run only from this host or with the response's
 * nonce; if you embed something from elsewhere, allow it here.
 */
const strictHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'", NONCE],
    styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'", NONCE],
    connectSrc: [
      "'self'",
      ...(apiUrl ? [new URL(apiUrl).origin] : []), // @feature token
      ...(development ? ["ws:"] : []),
    ],
    imgSrc: ["'self'", "data:"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  strictTransportSecurity: https ? "max-age=31536000; includeSubDomains" : false,
  crossOriginOpenerPolicy: "same-origin",
  xFrameOptions: "DENY",
  // Not no-referrer, because browsers would then hide the origin of our own forms from http/checks.ts.
  referrerPolicy: "same-origin",
  permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
});

const POLICY = "Content-Security-Policy";

/** Adds them. A response that brings a policy of its own keeps that one. */
export const headers = createMiddleware(async (c, next) => {
  let ownPolicy: string | null = null;
  await strictHeaders(c, async () => {
    await next();
    ownPolicy = c.res.headers.get(POLICY);
  });
  if (ownPolicy) c.header(POLICY, ownPolicy);
});

/** The files of the build. Those in assets have a hash of their content in the name. */
export function staticFiles() {
  return serveStatic({
    root: join(root, "build/client"),
    onFound(path, c) {
      const hashed = path.replaceAll("\\", "/").includes("build/client/assets/");
      const caching = hashed ? "public, max-age=31536000, immutable" : "public, max-age=3600";
      c.header("Cache-Control", caching);
    },
  });
}

const icon = markSvg('xmlns="http://www.w3.org/2000/svg"');

/** The mark as the icon of the browser's tab. The header shows it as well. */
export function favicon(c: Context) {
  c.header("Cache-Control", "public, max-age=3600");
  return c.body(icon, 200, { "Content-Type": "image/svg+xml" });
}

/** Pages show who is signed in, so nothing on the way to the browser may keep a copy. */
export const noStore = createMiddleware(async (c, next) => {
  await next();
  if (!c.res.headers.has("cache-control")) c.header("Cache-Control", "no-store");
});
