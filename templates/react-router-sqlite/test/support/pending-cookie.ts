// @feature email-code
import { createHmac } from "node:crypto";
import { seal, unseal } from "~/http/cookie-seal";
import type { Browser } from "./browser";
import { cookieName } from "./cookie-name";
import { secret } from "./server";

const name = cookieName("pending_sign_in");

/** Turns back the clock of the cookie between the two steps. */
export function agePendingCookie({ cookies }: Browser, seconds: number) {
  const signed = decodeURIComponent(unseal(name, cookies.get(name) ?? "", secret) ?? "");
  const value = JSON.parse(signed.slice(0, signed.lastIndexOf(".")));
  value.sentAt -= seconds * 1000;
  const changed = JSON.stringify(value);
  const signature = createHmac("sha256", secret).update(changed).digest("base64");
  cookies.set(name, seal(name, encodeURIComponent(`${changed}.${signature}`), secret));
}
