// @feature password
import type { GenericEndpointContext } from "@better-auth/core";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { LONGEST_PASSWORD, lengthOf, SHORTEST_PASSWORD } from "~/password-rules";
import { isBreached } from "./breached-passwords.server";
import { isGuessable } from "./guessable-passwords.server";
import { ownerOfNewPassword } from "./owner-of-new-password.server";
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
            const password = textOf(ctx.body?.[fields.get(ctx.path) ?? ""]);
            if (lengthOf(password) > LONGEST_PASSWORD) {
              throw refused("PASSWORD_TOO_LONG", "The password is too long");
            }
            if (lengthOf(password) < SHORTEST_PASSWORD) {
              // @feature two-factor
              if (await mayBeShorter(ctx, password)) return refuseGuessed(ctx, password);
              // @end
              throw refused("PASSWORD_TOO_SHORT", "The password is too short");
            }
            await refuseGuessed(ctx, password);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

async function refuseGuessed(ctx: GenericEndpointContext, password: string) {
  if (isGuessable(password, await knownAbout(ctx))) {
    throw refused("PASSWORD_GUESSABLE", "The password is easy to guess");
  }
  if (await isBreached(password)) {
    throw refused("PASSWORD_COMPROMISED", "The password is one that was stolen elsewhere");
  }
}

/** What an attacker would try first, because it is known about the person or about this app. */
async function knownAbout(ctx: GenericEndpointContext) {
  const { host } = new URL(ctx.context.baseURL);
  if (ctx.path === REGISTER) return [host, textOf(ctx.body?.email)];
  const owner = await ownerOfNewPassword(ctx);
  return owner ? [host, owner.email, owner.name] : [host];
}

function textOf(value: unknown) {
  return typeof value === "string" ? value : "";
}

function refused(code: string, message: string) {
  return new APIError("BAD_REQUEST", { code, message });
}
