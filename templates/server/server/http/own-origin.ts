import { isDeclaredHost, isDevHost } from "~/env/dev-hosts";
import { previewAt } from "~/env/preview-origins";
import { env, isProduction } from "~/env.server";

/**
 * The app's own origin that a request was sent to, or undefined where the app does not answer.
 *
 * @param fromProxy whether it came through a proxy whose word counts
 */
export function ownOrigin(headers: Headers, fromProxy: boolean) {
  return isProduction
    ? originInProduction(headers, fromProxy)
    : originInDevelopment(headers, fromProxy);
}

/** The host of a request counts only if it is one of the previews. */
function originInProduction(headers: Headers, fromProxy: boolean) {
  const outside = fromProxy ? last(headers.get("x-forwarded-host")) : undefined;
  const host = outside ?? headers.get("host") ?? "";
  return previewAt(host, env.PREVIEW_ORIGINS) ?? env.BETTER_AUTH_URL;
}

function originInDevelopment(headers: Headers, fromProxy: boolean) {
  const host = headers.get("host") ?? "";
  if (!isDevHost(host, env.DEV_HOSTS)) return undefined;
  if (!fromProxy) return new URL(`http://${host}`).origin;

  const outside = last(headers.get("x-forwarded-host")) ?? host;
  // Some tunnels rename the host. Only a declared name is one of the app's.
  if (outside !== host && !isDeclaredHost(outside, env.DEV_HOSTS)) {
    return new URL(`http://${host}`).origin;
  }
  const https = last(headers.get("x-forwarded-proto")) === "https";
  return new URL(`${https ? "https" : "http"}://${outside}`).origin;
}

/** What the nearest proxy has said. */
function last(list: string | null) {
  return list?.split(",").at(-1)?.trim() || undefined;
}
