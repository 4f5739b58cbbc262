import { loopbackHosts } from "~/env/loopback";
import { env, isProduction } from "~/env.server";

const { BETTER_AUTH_URL, PREVIEW_ORIGINS, DEV_HOSTS } = env;

/**
 * The addresses of the app, for better-auth. Which one a request was sent to has been checked more
 * strictly before (http/own-request.ts).
 */
export const baseURL = isProduction ? inProduction() : inDevelopment();

function inProduction() {
  if (PREVIEW_ORIGINS.length === 0) return BETTER_AUTH_URL;
  return {
    allowedHosts: PREVIEW_ORIGINS.map((origin) => origin.replace("https://", "")),
    protocol: "https" as const,
    fallback: BETTER_AUTH_URL,
  };
}

/** The address is the one in the browser, whichever port is in use. */
function inDevelopment() {
  return {
    allowedHosts: [...loopbackHosts, ...DEV_HOSTS].flatMap((host) => [host, `${host}:*`]),
    protocol: "auto" as const,
    fallback: "http://localhost",
  };
}
