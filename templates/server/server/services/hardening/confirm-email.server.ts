// @feature password
import type { GenericEndpointContext } from "@better-auth/core";
import { runWithTransaction } from "@better-auth/core/context";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { LONGEST_PASSWORD } from "~/password-rules";
import type { Guessable } from "./guessable";
import { restoreGuesses, spendGuess } from "./guesses.server";
import { CONFIRM_EMAIL } from "./password-endpoints";
import { findRegistration, useUpRegistration } from "./pending-registrations.server";

const link = z.object({ token: z.string(), password: z.string().max(2 * LONGEST_PASSWORD) });

/**
 * Makes an account of a registration, by its link together with its password, and signs in. The
 * link alone would not do: anyone can register someone else's address with a password of their own,
 * and the owner of the address would open the account for them by following the link.
 */
export function confirmEmail() {
  return {
    id: "confirm-email",
    endpoints: {
      confirmEmail: createAuthEndpoint(
        CONFIRM_EMAIL,
        { method: "POST", body: link },
        async (ctx) => {
          const { internalAdapter, password } = ctx.context;
          const { token } = ctx.body;
          const registration = await findRegistration(ctx, token);
          if (!registration) throw badLink();
          const { email, passwordHash } = registration;
          // Of several registrations of an address, the first to be confirmed becomes the account.
          if (await internalAdapter.findUserByEmail(email)) throw badLink();

          await spendGuess(ctx, guessAt(email, token));
          if (!(await password.verify({ hash: passwordHash, password: ctx.body.password }))) {
            throw new APIError("UNAUTHORIZED", {
              code: "NOT_THE_LINKS_PASSWORD",
              message: "The link was not sent for this password",
            });
          }
          await restoreGuesses(ctx, guessAt(email, token));
          if (!(await useUpRegistration(ctx, token))) throw badLink();
          const user = await createAccount(ctx, email, passwordHash);
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ user: { email: user.email, name: user.name } });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}

/** With an email of its own for each attempt, another registration may have been confirmed meanwhile. */
async function createAccount({ context }: GenericEndpointContext, email: string, hash: string) {
  const { adapter, internalAdapter } = context;
  try {
    return await runWithTransaction(adapter, async () => {
      const user = await internalAdapter.createUser(
        { email, name: "", emailVerified: true },
        { method: "email-password" },
      );
      await internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: "credential",
        password: hash,
      });
      return user;
    });
  } catch (error) {
    if (await internalAdapter.findUserByEmail(email)) throw badLink();
    throw error;
  }
}

function guessAt(email: string, token: string): Guessable {
  return { kind: "registration", email, which: token };
}

function badLink() {
  return new APIError("BAD_REQUEST", {
    code: "INVALID_TOKEN",
    message: "The link does not work any more",
  });
}
