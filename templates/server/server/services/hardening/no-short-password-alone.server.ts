// @feature password
// @feature two-factor
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { lengthOf, SHORTEST_PASSWORD } from "~/password-rules";
import { TURN_OFF } from "./two-factor-endpoints";

/** A password that was short because of the second factor must not be left to stand alone. */
export function noShortPasswordAlone() {
  return {
    id: "no-short-password-alone",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === TURN_OFF,
          handler: createAuthMiddleware(async ({ body }) => {
            if (!body?.password || lengthOf(String(body.password)) >= SHORTEST_PASSWORD) return;
            throw new APIError("FORBIDDEN", {
              code: "PASSWORD_TOO_SHORT_ALONE",
              message: "The password is too short to stand alone",
            });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
// @end
