import type { BetterAuthPlugin } from "better-auth";
import { parseCookies } from "better-auth/cookies";
import { env } from "~/env.server";
import { afterSignIn, type HookContext, inOrder } from "~/services/feature";
import { cookies } from "~/services/hardening/cookies";
import { SIGN_IN_WITH_CODE } from "./email-code/rules"; // @feature email-code
import { SIGN_IN_WITH_PASSKEY } from "./passkey/rules"; // @feature passkey
import { CONFIRM_EMAIL, SIGN_IN_WITH_PASSWORD } from "./password/rules"; // @feature password
import { CALLBACK } from "./social/rules"; // @feature social

const COOKIE = "last_way";
const LIFETIME_IN_SECONDS = 365 * 24 * 60 * 60;

/**
 * Remembers how someone has signed in with this browser, for the sign-in page to mark it. The
 * browser keeps that to itself: it says nothing about any account, and other browsers don't know it.
 */
export const lastWay = {
  id: "last-way",
  hooks: inOrder(
    afterSignIn(async (ctx) => {
      const way = wayOf(ctx);
      if (!way) return;
      const { name, attributes } = ctx.context.createAuthCookie(COOKIE, {
        maxAge: LIFETIME_IN_SECONDS,
      });
      ctx.setCookie(name, way, attributes);
    }),
  ),
} satisfies BetterAuthPlugin;

/** By the endpoint that has started the session. */
function wayOf(ctx: HookContext) {
  if (ctx.path === SIGN_IN_WITH_CODE) return "email-code"; // @feature email-code
  if ([SIGN_IN_WITH_PASSWORD, CONFIRM_EMAIL].includes(ctx.path)) return "password"; // @feature password
  if (ctx.path === SIGN_IN_WITH_PASSKEY) return "passkey"; // @feature passkey
  if (ctx.path === `${CALLBACK}/:id`) return String(ctx.params?.id); // @feature social
  return undefined;
}

/** How someone has signed in with the browser that sends these headers. */
export function lastWayOf(headers: Headers) {
  const name = `${cookies(env).cookiePrefix}.${COOKIE}`;
  return parseCookies(headers.get("cookie") ?? "").get(name);
}
