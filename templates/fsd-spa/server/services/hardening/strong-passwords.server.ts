// @feature password
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { LONGEST_PASSWORD, lengthOf, SHORTEST_PASSWORD } from "~/password-rules";
import { isBreached } from "./breached-passwords.server";
import { isCommon } from "./common-passwords";
import { CHANGE_PASSWORD, REGISTER, RESET_PASSWORD } from "./password-endpoints";
import { mayBeShorter } from "./shorter-with-second-factor.server"; // @feature two-factor

/** Where a new password comes in, and what it is called there. */
const fields = new Map([
  [REGISTER, "password"],
  [RESET_PASSWORD, "newPassword"],
  [CHANGE_PASSWORD, "newPassword"],
]);

/** Refuses new passwords that are short, or that attackers try because others have used them. */
export function strongPasswords() {
  return {
    id: "strong-passwords",
    hooks: {
      before: [
        {
          matcher: ({ path }) => fields.has(path ?? ""),
          handler: createAuthMiddleware(async (ctx) => {
            const password = String(ctx.body?.[fields.get(ctx.path) ?? ""]);
            if (lengthOf(password) > LONGEST_PASSWORD) {
              throw refused("PASSWORD_TOO_LONG", "The password is too long");
            }
            if (isCommon(password) || (await isBreached(password))) {
              throw refused("PASSWORD_COMPROMISED", "The password is one that attackers try");
            }
            if (lengthOf(password) < SHORTEST_PASSWORD) {
              // @feature two-factor
              if (await mayBeShorter(ctx, password)) return;
              // @end
              throw refused("PASSWORD_TOO_SHORT", "The password is too short");
            }
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

function refused(code: string, message: string) {
  return new APIError("BAD_REQUEST", { code, message });
}
