import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";

/** Signing in again ends the session that the browser had, instead of leaving it valid unseen. */
export function oneSessionPerBrowser() {
  return {
    id: "one-session-per-browser",
    hooks: {
      after: [
        {
          matcher: ({ context }) => Boolean(context.newSession),
          handler: createAuthMiddleware(async (ctx) => {
            const { authCookies, secret, internalAdapter, newSession } = ctx.context;
            const previous = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
            if (previous && previous !== newSession?.session.token) {
              await internalAdapter.deleteSession(previous);
            }
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
