// @feature email-code
import { createHmac } from "node:crypto";
import type { Browser } from "./browser";
import { cookieName } from "./cookie-name";
import { secret } from "./server";
import { forge, partsOf } from "./tokens";

const name = cookieName("pending_sign_in");

interface Kept {
  name: string;
  value: string;
}

/** Turns back the clock of the cookie between the two steps, inside of what the client keeps. */
export function agePendingCookie({ kept }: Browser, seconds: number) {
  const state = kept.get("state") ?? "";
  const cookies = (partsOf(state).payload.cookies as Kept[]).map((cookie) =>
    cookie.name === name ? { ...cookie, value: aged(cookie.value, seconds) } : cookie,
  );
  kept.set("state", forge(state, { payload: { cookies } }));
}

function aged(cookie: string, seconds: number) {
  const signed = decodeURIComponent(cookie);
  const value = JSON.parse(signed.slice(0, signed.lastIndexOf(".")));
  value.sentAt -= seconds * 1000;
  const changed = JSON.stringify(value);
  const signature = createHmac("sha256", secret).update(changed).digest("base64");
  return encodeURIComponent(`${changed}.${signature}`);
}
