// @feature password|two-factor
import type { BetterAuthPlugin } from "better-auth";

/**
 * A new password or second factor puts another session in the place of the one in use. To
 * better-auth it begins at that moment. But nobody has signed in: it neither stands for a recent
 * sign-in nor lives longer than the one before.
 */
export function renewedSession() {
  return {
    id: "renewed-session",
    init: () => ({
      options: {
        databaseHooks: {
          session: {
            create: {
              async before({ userId }, ctx) {
                const current = ctx?.context.session;
                if (current?.user.id !== userId) return;
                const { createdAt, expiresAt } = current.session;
                return { data: { createdAt, expiresAt } };
              },
            },
          },
        },
      },
    }),
  } satisfies BetterAuthPlugin;
}
