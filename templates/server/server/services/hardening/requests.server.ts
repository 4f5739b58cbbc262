import type { BetterAuthPlugin } from "better-auth";
import { APIError } from "better-auth/api";
import { after, afterSignIn, before, type HookContext, inOrder } from "~/services/feature";
import { KNOW_BROWSER, LONGEST_EMAIL } from "~/services/rules";

const always = () => true;

/**
 * The text fields of better-auth's endpoints and how long each may be. Add a field or a limit here:
 * it holds before any other hook runs.
 */
const longest = new Map([
  ["email", LONGEST_EMAIL],
  ["name", 1000],
  ["image", 2000],
  // What people may choose is told by sign-in/password/, in words of its own.
  ["password", 1000],
  ["newPassword", 1000],
  ["currentPassword", 1000],
  ["otp", 20],
  ["code", 100],
  ["token", 2000],
  ["type", 50],
  ["callbackURL", 2000],
  ["redirectTo", 2000],
]);

/**
 * better-auth checks a body only after the hooks of its plugins, so this comes before all of them:
 * the others get an object whose fields are the kind of text they expect.
 */
export const wellFormedBodies = {
  id: "well-formed-bodies",
  hooks: inOrder(
    before(always, async ({ body }) => {
      if (body === undefined || body === null) return;
      if (!isPlainObject(body)) throw malformed("Expected an object");
      for (const [field, length] of longest) {
        const value = Object.hasOwn(body, field) ? body[field] : undefined;
        if (value === undefined || value === null) continue;
        if (typeof value !== "string") throw malformed(`Expected text: ${field}`);
        if (value.length > length) throw malformed(`Too long: ${field}`);
      }
    }),
  ),
} satisfies BetterAuthPlugin;

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && value.constructor === Object;
}

function malformed(message: string) {
  return new APIError("BAD_REQUEST", { code: "VALIDATION_ERROR", message });
}

/**
 * better-auth brings many endpoints. Those that the app does not use do not exist for the outside,
 * also those that a later version brings. Add what you build upon to your feature's `endpoints`.
 */
export function onlyUsedEndpoints(ofFeatures: readonly string[]) {
  const open = new Set(["/get-session", "/sign-out", KNOW_BROWSER, ...ofFeatures]);
  return {
    id: "only-used-endpoints",
    async onRequest(request, ctx) {
      const base = new URL(ctx.baseURL).pathname;
      if (open.has(new URL(request.url).pathname.slice(base.length))) return;
      return { response: Response.json({ message: "Not found" }, { status: 404 }) };
    },
  } satisfies BetterAuthPlugin;
}

/** Signing in again ends the session that the browser had, instead of leaving it valid unseen. */
export const oneSessionPerBrowser = {
  id: "one-session-per-browser",
  hooks: inOrder(
    afterSignIn(async (ctx) => {
      const { authCookies, secret, internalAdapter, newSession } = ctx.context;
      const previous = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
      if (previous && previous !== newSession?.session.token) {
        await internalAdapter.deleteSession(previous);
      }
    }),
  ),
} satisfies BetterAuthPlugin;

/** The session token stays in its HttpOnly cookie: no answer repeats it where a script can read it. */
export const tokenOnlyInCookie = {
  id: "token-only-in-cookie",
  hooks: inOrder(after(always, async (ctx) => withoutToken(ctx))),
} satisfies BetterAuthPlugin;

function withoutToken(ctx: HookContext) {
  const { returned } = ctx.context;
  if (!isRecord(returned)) return;
  if ("token" in returned) return ctx.json({ ...returned, token: undefined });
  if (isRecord(returned.session) && "token" in returned.session) {
    return ctx.json({ ...returned, session: { ...returned.session, token: undefined } });
  }
  return;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !(value instanceof Error);
}
