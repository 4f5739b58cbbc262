// @feature password|two-factor
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import { eq } from "drizzle-orm";
import { db } from "~/db";
import { session, verification } from "~/db/schema";
import {
  checkedAccount,
  expectAccount,
  hasAccountChanged,
  readAccount,
} from "./checked-account.server";
import { accountChanged } from "./refused-inserts.server";
import { whoseAccount } from "./whose-account.server";

/**
 * Whatever ends the sessions of an account also ends the sign-ins on their way to one. Comparing a
 * password takes a while, and in that time it may be replaced and all sessions ended: the session
 * made afterwards would stay. So the account is read before the check and again once the session
 * is there. Whoever ends sessions changes the account first, so one of the two sees the other.
 */
export function noLateSession() {
  return {
    id: "no-late-session",
    hooks: {
      before: [
        {
          matcher: ({ path, body }) => Boolean(body) && path !== "/get-session",
          handler: createAuthMiddleware(async (ctx) => {
            const userId = await whoseAccount(ctx);
            if (userId) await checkedAccount.set(await readAccount(userId));
          }),
        },
      ],
    },
    init: () => ({
      options: {
        databaseHooks: {
          user: {
            update: {
              async before(changes, ctx) {
                if (ctx) await expectAccount(changes);
              },
            },
          },
          session: {
            create: {
              async after({ id, userId }, ctx) {
                if (!ctx || !(await hasAccountChanged(userId))) return;
                await db.delete(session).where(eq(session.id, id));
                throw accountChanged();
              },
            },
          },
          // A sign-in that waits for its second factor, a device that is trusted.
          verification: {
            create: {
              async after({ id, value }, ctx) {
                if (!ctx || !(await hasAccountChanged(value))) return;
                await db.delete(verification).where(eq(verification.id, id));
                throw accountChanged();
              },
            },
          },
        },
      },
    }),
  } satisfies BetterAuthPlugin;
}
