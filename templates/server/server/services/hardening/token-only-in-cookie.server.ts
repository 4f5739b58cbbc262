import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";

/** The session token stays in its HttpOnly cookie: no answer repeats it where a script can read it. */
export function tokenOnlyInCookie() {
  return {
    id: "token-only-in-cookie",
    hooks: {
      after: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async (ctx) => {
            const { returned } = ctx.context;
            if (!isPlainObject(returned)) return;
            if ("token" in returned) return ctx.json({ ...returned, token: undefined });
            if (isPlainObject(returned.session) && "token" in returned.session) {
              return ctx.json({ ...returned, session: { ...returned.session, token: undefined } });
            }
            return;
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !(value instanceof Error);
}
