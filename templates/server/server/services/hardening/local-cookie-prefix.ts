import { createHmac } from "node:crypto";

/**
 * What the names of cookies begin with on http://localhost. Cookies do not look at the port, so
 * with one name for all, signing in to one app would sign people out of every other one on the same
 * machine. The name goes with the project's secret and its folder: two copies of a project are two
 * apps, and another port is not.
 */
export function localCookiePrefix(secret: string, folder: string) {
  return `auth-${createHmac("sha256", secret).update(`cookies:${folder}`).digest("hex").slice(0, 8)}`;
}
