import { NONCE, secureHeaders } from "hono/secure-headers";
import { env, isProduction } from "~/env.server";

const https = isProduction && env.BETTER_AUTH_URL?.startsWith("https:") === true;

// Vite puts styles into the page and talks over a web socket while you develop.
const development = import.meta.env.DEV;

/**
 * What browsers are told about every answer. Scripts run only from this host or with the nonce of
 * the answer; if you embed something from elsewhere, allow it here.
 */
export const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'", NONCE],
    styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'", NONCE],
    connectSrc: development ? ["'self'", "ws:"] : ["'self'"],
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
