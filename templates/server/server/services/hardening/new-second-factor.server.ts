// @feature two-factor
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { and, eq, ne } from "drizzle-orm";
import { db } from "~/db";
import { session, verification } from "~/db/schema";
import { TURN_OFF, VERIFY_APP_CODE } from "./two-factor-endpoints";

/** Turning the second factor on or off ends all that was let in before, except this session. */
export function newSecondFactor() {
  return {
    id: "new-second-factor",
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === VERIFY_APP_CODE || path === TURN_OFF,
          handler: createAuthMiddleware(async ({ context }) => {
            const { returned, newSession, session: previous } = context;
            // The app's code is also what people sign in with: then there was no session.
            if (isAPIError(returned) || !previous || !newSession) return;
            const { userId, token } = newSession.session;
            await db
              .delete(session)
              .where(and(eq(session.userId, userId), ne(session.token, token)));
            // Devices that were trusted, and sign-ins half done.
            await db.delete(verification).where(eq(verification.value, userId));
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
