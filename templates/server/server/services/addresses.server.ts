import { loopbackHosts } from "~/env/addresses";
import { env, isProduction } from "~/env.server";

const { BETTER_AUTH_URL, PREVIEW_ORIGINS, DEV_HOSTS } = env;

/**
 * The addresses of the app, for better-auth. http/checks.ts has already checked more strictly which
 * one a request was sent to.
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

/** The address is the one in the browser, on any port. */
function inDevelopment() {
  return {
    allowedHosts: [...loopbackHosts, ...DEV_HOSTS].flatMap((host) => [host, `${host}:*`]),
    protocol: "auto" as const,
    fallback: "http://localhost",
  };
}

/**
 * A link in an email to a page of this app. It begins with the address that was used, but in
 * production only if that is written out in the environment. A name that matches a pattern could
 * belong to someone else, who would get the link's secret.
 *
 * @param used any URL of the app, from the request
 * @param token what the page acts on
 */
export function emailLink(path: string, used: string, token?: string) {
  const link = new URL(path, originFor(used));
  if (token !== undefined) link.searchParams.set("token", token);
  return link.href;
}

function originFor(used: string) {
  const { origin } = new URL(used);
  if (!isProduction || PREVIEW_ORIGINS.includes(origin)) return origin;
  return BETTER_AUTH_URL ?? origin;
}
