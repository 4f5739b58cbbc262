import type { BetterAuthPlugin } from "better-auth";
import { APIError } from "better-auth/api";
import { after, afterSignIn, before, type HookContext, inOrder } from "~/services/feature";
import { KNOW_BROWSER, LONGEST_EMAIL } from "~/services/rules";

const always = () => true;

/**
 * The text fields of better-auth's endpoints and how long each may be. You can add a field or change
 * a limit here; it is checked before any other hook runs.
 */
const longest = new Map([
  ["email", LONGEST_EMAIL],
  ["name", 1000],
  ["image", 2000],
  // The limits for choosing a password, with their own messages, are in sign-in/password/.
  ["password", 1000],
  ["newPassword", 1000],
  ["currentPassword", 1000],
  ["otp", 20],
  ["code", 2000],
  ["token", 2000],
  ["type", 50],
  ["callbackURL", 2000],
  ["redirectTo", 2000],
]);

/**
 * better-auth checks a body only after its plugins' hooks, so this hook comes before all others:
 * they get an object whose fields are the kind of text they expect.
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
 * better-auth has many endpoints. The ones that the app doesn't use don't exist to the outside, not
 * even those that a later version adds. Add the ones you need to your feature's `endpoints`.
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

/** Signing in again ends the session that the browser had, instead of leaving it valid. */
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

/** The session token stays in its HttpOnly cookie: no response repeats it for scripts to read. */
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
