// @feature password
import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import { db } from "~/db";
import { user, verification } from "~/db/schema";
import { sendPasswordChanged } from "~/services/emails/password-changed.server";
import { forgetGuesses } from "./guesses.server";
import { CHANGE_PASSWORD } from "./password-endpoints";
import { passwordGuessOf } from "./password-guess-budget.server";

interface Owner {
  id: string;
  email: string;
}

/** A new password ends all that the old one may have let in, and its owner hears of it. */
export function newPassword() {
  return {
    id: "new-password",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === CHANGE_PASSWORD,
          handler: createAuthMiddleware(async (ctx) => ({
            context: { body: { ...ctx.body, revokeOtherSessions: true } },
          })),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === CHANGE_PASSWORD,
          handler: createAuthMiddleware(async (ctx) => {
            const owner = ctx.context.session?.user;
            if (owner && !isAPIError(ctx.context.returned)) await afterNewPassword(owner);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/** Whoever could open the link has the mailbox, so a reset confirms the address, too. */
export async function afterReset({ user: owner }: { user: Owner }) {
  await db.update(user).set({ emailVerified: true }).where(eq(user.id, owner.id));
  await afterNewPassword(owner);
}

async function afterNewPassword({ id, email }: Owner) {
  // Further links to reset it, sign-ins half done, and devices that were trusted.
  await db.delete(verification).where(eq(verification.value, id));
  // Nobody keeps the owner out by guessing at the old one.
  await forgetGuesses(passwordGuessOf(email));
  await sendPasswordChanged(email);
}
