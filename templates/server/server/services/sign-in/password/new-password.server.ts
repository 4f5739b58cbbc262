import { getCurrentAdapter } from "@better-auth/core/context";
import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError } from "better-auth/api";
import { and, eq, isNotNull, ne } from "drizzle-orm";
import { db } from "~/db";
import { account, user, verification } from "~/db/schema";
import { noteActivity } from "~/services/account/activity.server";
import { emailLink } from "~/services/addresses.server";
import { onWriting } from "~/services/feature";
import { checkedAccount, expectAccount } from "~/services/hardening/account-changes.server";
import { type Guessable, restoreGuesses } from "~/services/hardening/guesses.server";
import { accountChanged, addressIn, findStored } from "~/services/hardening/stored.server";
import { sendPasswordChanged, sendPasswordLink } from "./emails";
import { CHANGE_PASSWORD } from "./rules";

interface Owner {
  id: string;
  email: string;
}

interface ResetEmail {
  user: Owner;
  /** better-auth's own link, at the address of this app. Ours lead to pages that ask before they act. */
  url: string;
  token: string;
}

export async function mailReset({ user, url, token }: ResetEmail) {
  const isFirst = !(await hasPassword(user.id));
  return sendPasswordLink(user.email, emailLink("/reset-password", url, token), isFirst);
}

/** Whether a link still works, for its page to say so before anyone chooses a password. */
export async function isResetLinkAlive(token: string) {
  return Boolean(await findStored(`reset-password:${token}`));
}

/** Someone who could open the link has the mailbox, so a reset also confirms the address. */
export async function afterReset({ user: owner }: { user: Owner }) {
  await db.update(user).set({ emailVerified: true }).where(eq(user.id, owner.id));
  noteActivity(owner.id, "password-reset");
  await afterNewPassword(owner);
}

/** A change ends all that the old password may have let in, and its owner hears of it. */
export async function afterChange({ context }: GenericEndpointContext) {
  if (!context.session) return;
  noteActivity(context.session.user.id, "password-changed");
  await afterNewPassword(context.session.user);
}

async function afterNewPassword({ id, email }: Owner) {
  // Other reset links, unfinished sign-ins, and trusted devices.
  await db.delete(verification).where(eq(verification.value, id));
  // So that no one keeps the owner out by guessing at the old one.
  await restoreGuesses(passwordGuessOf(email));
  await sendPasswordChanged(email);
}

/** Guesses at the password of an address are counted together, wherever they come from. */
export function passwordGuessOf(email: unknown): Guessable {
  return { kind: "password", what: "password", email: addressIn(email) };
}

/**
 * A password is changed only over the one that was typed as the current one. Otherwise someone who
 * knows the old password could put theirs over the one that its owner has just chosen by email.
 */
export const noLatePassword = {
  id: "no-late-password",
  init: onWriting({
    account: {
      update: {
        async before({ password }, ctx) {
          if (ctx?.path !== CHANGE_PASSWORD || typeof password !== "string") return;
          const checked = await checkedAccount.get();
          if (!checked?.password) return;
          // Inside better-auth's transaction: another connection would wait for its end.
          const adapter = await getCurrentAdapter(ctx.context.adapter);
          const written = await adapter.updateMany({
            model: "account",
            where: [
              { field: "userId", value: checked.userId },
              { field: "providerId", value: "credential" },
              { field: "password", value: checked.password },
            ],
            update: { password, updatedAt: new Date() },
          });
          if (written === 0) throw accountChanged();
          await expectAccount({ password });
          // It is written, and better-auth would write it over any other.
          return false;
        },
      },
      create: {
        // Two links that are used at once must not leave an account with two passwords.
        async after({ id, userId, providerId }) {
          if (providerId !== "credential") return;
          const others = and(isPasswordOf(userId), ne(account.id, id));
          if ((await db.$count(account, others)) === 0) return;
          await db.delete(account).where(eq(account.id, id));
          throw accountChanged();
        },
      },
      delete: {
        // better-auth takes away what an unconfirmed address had when its owner signs in another way.
        async after({ providerId }, ctx) {
          if (ctx && providerId === "credential") await expectAccount({ password: null });
        },
      },
    },
  }),
} satisfies BetterAuthPlugin;

/** Whether an account has a password. One that was made by a code has none at first. */
export async function hasPassword(userId: string) {
  const isOwn = and(isPasswordOf(userId), isNotNull(account.password));
  const found = await db.select({ id: account.id }).from(account).where(isOwn).limit(1);
  return found.length > 0;
}

/** @throws APIError INVALID_PASSWORD unless this is the password of the account */
export async function checkPassword(
  { context }: GenericEndpointContext,
  userId: string,
  typed: string,
) {
  const [found] = await db
    .select({ hash: account.password })
    .from(account)
    .where(isPasswordOf(userId));
  if (found?.hash && (await context.password.verify({ hash: found.hash, password: typed }))) return;
  throw new APIError("BAD_REQUEST", {
    code: "INVALID_PASSWORD",
    message: "The password is wrong",
  });
}

function isPasswordOf(userId: string) {
  return and(eq(account.userId, userId), eq(account.providerId, "credential"));
}
