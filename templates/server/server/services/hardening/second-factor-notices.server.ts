// @feature two-factor
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { sendSecondFactorNotice } from "~/services/emails/second-factor-notice.server";
import {
  NEW_RECOVERY_CODES,
  TURN_OFF,
  VERIFY_APP_CODE,
  VERIFY_RECOVERY_CODE,
} from "./two-factor-endpoints";

const notices = new Map([
  [VERIFY_APP_CODE, "turned on"],
  [TURN_OFF, "turned off"],
  [NEW_RECOVERY_CODES, "given new recovery codes"],
  [VERIFY_RECOVERY_CODE, "passed with a recovery code"],
] as const);

/** Tells people by e-mail what has happened to their second factor: it may not have been them. */
export function secondFactorNotices() {
  return {
    id: "second-factor-notices",
    hooks: {
      after: [
        {
          matcher: ({ path }) => notices.has(path as never),
          handler: createAuthMiddleware(async (ctx) => {
            const { returned, session, newSession } = ctx.context;
            const what = notices.get(ctx.path as never);
            const person = (session ?? newSession)?.user;
            if (isAPIError(returned) || !what || !person) return;
            // The app's code is also what one signs in with, every time.
            if (ctx.path === VERIFY_APP_CODE && (!session || session.user.twoFactorEnabled)) return;
            await sendSecondFactorNotice(person.email, what);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
