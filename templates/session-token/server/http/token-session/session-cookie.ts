import { createHmac } from "node:crypto";
import { auth } from "~/services/auth.server";

/** The cookies in which better-auth keeps a session. They begin and end here. */
export async function sessionCookieNames() {
  const { sessionToken, sessionData } = (await auth.$context).authCookies;
  return [sessionToken.name, sessionData.name];
}

/** The cookie in which better-auth looks for a session, signed as it signs it. */
export async function sessionCookie(token: string) {
  const { authCookies, secret } = await auth.$context;
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return {
    name: authCookies.sessionToken.name,
    value: encodeURIComponent(`${token}.${signature}`),
  };
}

/** The token in such a cookie. */
export function tokenIn(value: string) {
  const signed = decodeURIComponent(value);
  return signed.slice(0, signed.lastIndexOf("."));
}
