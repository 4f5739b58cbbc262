// @feature password
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { verifyJWT } from "better-auth/crypto";
import { z } from "zod";
import { restoreGuesses, spendGuess } from "./guesses.server";
import { CONFIRM_EMAIL } from "./password-endpoints";
import { passwordGuessOf } from "./password-guess-budget.server";

const claims = z.object({ email: z.email(), updateTo: z.undefined().optional() });

/**
 * Confirms an e-mail address by its link together with the password, and signs in. The link alone
 * would not do: anybody can register somebody else's address with a password of their own, and the
 * owner of the address would open the account for them by following the link.
 */
export function confirmEmail() {
  return {
    id: "confirm-email",
    endpoints: {
      confirmEmail: createAuthEndpoint(
        CONFIRM_EMAIL,
        { method: "POST", body: z.object({ token: z.string(), password: z.string() }) },
        async (ctx) => {
          const { internalAdapter, password, secret } = ctx.context;
          const link = claims.safeParse(await verifyJWT(ctx.body.token, secret));
          if (!link.success) throw badLink();
          const { email } = link.data;
          await spendGuess(ctx, passwordGuessOf(email));

          const found = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
          const hash = found?.accounts.find((one) => one.providerId === "credential")?.password;
          if (!found || !hash) throw badLink();
          if (!(await password.verify({ hash, password: ctx.body.password }))) {
            throw new APIError("UNAUTHORIZED", {
              code: "INVALID_PASSWORD",
              message: "Invalid password",
            });
          }
          await restoreGuesses(ctx, passwordGuessOf(email));
          const user = await internalAdapter.updateUser(found.user.id, { emailVerified: true });
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ user: { email: found.user.email, name: found.user.name } });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

function badLink() {
  return new APIError("BAD_REQUEST", {
    code: "INVALID_TOKEN",
    message: "The link does not work any more",
  });
}
