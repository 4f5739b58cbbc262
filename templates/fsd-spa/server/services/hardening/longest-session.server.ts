import type { BetterAuthPlugin } from "better-auth";

const LONGEST_SESSION_IN_DAYS = 30;

/** A session in daily use is extended again and again; after 30 days one signs in anew. */
export function longestSession() {
  return {
    id: "longest-session",
    init: () => ({
      options: {
        databaseHooks: {
          session: {
            update: {
              async before(changes, ctx) {
                const begun = ctx?.context.session?.session.createdAt;
                if (!changes.expiresAt || !begun) return;
                const end = new Date(begun);
                end.setDate(end.getDate() + LONGEST_SESSION_IN_DAYS);
                if (changes.expiresAt > end) return { data: { expiresAt: end } };
                return;
              },
            },
          },
        },
      },
    }),
  } satisfies BetterAuthPlugin;
}
