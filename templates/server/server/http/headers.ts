import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { createMiddleware } from "hono/factory";
import { NONCE, secureHeaders } from "hono/secure-headers";
import { root } from "~/env/root.ts";
import { env, isProduction } from "~/env.server";

const https = isProduction && env.BETTER_AUTH_URL?.startsWith("https:") === true;

// Vite puts styles into the page and talks over a web socket while you develop.
const development = import.meta.env.DEV;
// @feature token

// The client is built to find the API there; when it is empty, here.
const apiUrl: string | undefined = import.meta.env.VITE_API_URL;
// @end

/**
 * What browsers are told about every answer. Scripts run only from this host or with the nonce of
 * the answer; if you embed something from elsewhere, allow it here.
 */
export const headers = secureHeaders({
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
  // Not no-referrer: browsers would then hide the origin of our own forms from the check below.
  referrerPolicy: "same-origin",
  permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
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

/** Pages show who is signed in, so nothing between server and person may keep a copy. */
export const noStore = createMiddleware(async (c, next) => {
  await next();
  if (!c.res.headers.has("cache-control")) c.header("Cache-Control", "no-store");
});
