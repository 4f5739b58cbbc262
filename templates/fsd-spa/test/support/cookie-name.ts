import { root } from "~/env/root";
import { localCookiePrefix } from "~/services/hardening/local-cookie-prefix";
import { secret } from "./server";

/** The name of one of better-auth's cookies at a server on http. */
export function cookieName(kind: string) {
  return `${localCookiePrefix(secret, root)}.${kind}`;
}
