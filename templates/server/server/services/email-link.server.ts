import { env, isProduction } from "~/env.server";

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
  if (!isProduction || env.PREVIEW_ORIGINS.includes(origin)) return origin;
  return env.BETTER_AUTH_URL ?? origin;
}
