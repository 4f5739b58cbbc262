// @feature password
import { env, isProduction } from "~/env.server";

/**
 * What the links of an email begin with: the address of the app that was used. In production only
 * one that is written out in the environment. A name that fits a pattern could be somebody else's,
 * who would have the link, with its secret, sent to themselves.
 */
export function linkOrigin(url: string) {
  const { origin } = new URL(url);
  if (!isProduction || env.PREVIEW_ORIGINS.includes(origin)) return origin;
  return env.BETTER_AUTH_URL ?? origin;
}
