import { loopbackHosts } from "~/env/addresses";
import { env, isProduction } from "~/env.server";

const { BETTER_AUTH_URL, PREVIEW_ORIGINS, DEV_HOSTS } = env;

/**
 * The addresses of the app, for better-auth. Which one a request was sent to has been checked more
 * strictly before (http/checks.ts).
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

/**
 * A link in an email to a page of this app. It begins with the address of the app that was used; in
 * production only with one that is written out in the environment. A name that fits a pattern could
 * be someone else's, who would have the link, with its secret, sent to themselves.
 *
 * @param used any address of the app, as the request had it
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
