import type { BetterAuthPlugin } from "better-auth";
import { LONGEST_SESSION_IN_DAYS } from "~/session-rules";

/** A session in daily use is extended again and again, but not beyond this. */
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
