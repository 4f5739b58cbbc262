import { defineRequestState } from "@better-auth/core/context";
import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { getSessionFromCtx } from "better-auth/api";
import { and, eq } from "drizzle-orm";
import { db } from "~/db";
import { account, session, user, verification } from "~/db/schema";
import { before, inOrder, onWriting } from "~/services/feature";
import { whoIsSigningIn } from "~/services/two-factor/second-factor-guesses.server"; // @feature two-factor
import { accountChanged } from "./stored.server";

/**
 * Ending the sessions of an account also ends sign-ins that are under way. Comparing a password
 * takes a while. If the password is replaced and all sessions are ended in that time, a session
 * created afterwards would survive. So the account is read before the check and again once the
 * session exists. Code that ends sessions changes the account first, so one of them sees the other.
 */
const noLateSession = {
  id: "no-late-session",
  hooks: inOrder(
    before(
      ({ path, body }) => Boolean(body) && path !== "/get-session",
      async (ctx) => {
        const userId = await whoseAccount(ctx);
        if (userId) await watchAccount(userId);
      },
    ),
  ),
  init: onWriting({
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
    // A sign-in that waits for its second factor, or a trusted device.
    verification: {
      create: {
        async after({ id, value }, ctx) {
          if (!ctx || !(await hasAccountChanged(value))) return;
          await db.delete(verification).where(eq(verification.id, id));
          throw accountChanged();
        },
      },
    },
  }),
} satisfies BetterAuthPlugin;

/** Where an address says whose account it is. Elsewhere, anyone could add someone else's. */
const byAddress = /^\/(sign-in\/|request-password-reset$)/;

/** The id of the user that a request is about: the person signing in, or signed in. */
export async function whoseAccount(ctx: GenericEndpointContext) {
  const { email } = ctx.body ?? {};
  if (typeof email === "string" && byAddress.test(ctx.path)) {
    return (await ctx.context.internalAdapter.findUserByEmail(email))?.user.id;
  }
  const current = await getSessionFromCtx(ctx);
  // @feature two-factor
  if (!current) return whoIsSigningIn(ctx);
  // @end
  return current?.user.id;
}

type Account = NonNullable<Awaited<ReturnType<typeof readAccount>>>;

/** What signing in is checked against, as it was before the current request began to check. */
export const checkedAccount = defineRequestState<Account | undefined>(() => undefined);

/** The current request creates no session if another one changes this account from here on. */
export async function watchAccount(userId: string) {
  await checkedAccount.set(await readAccount(userId));
}

async function readAccount(userId: string) {
  const [found] = await db
    .select({
      userId: user.id,
      email: user.email,
      password: account.password,
      twoFactorEnabled: user.twoFactorEnabled, // @feature two-factor
    })
    .from(user)
    .leftJoin(account, and(eq(account.userId, user.id), eq(account.providerId, "credential")))
    .where(eq(user.id, userId));
  return found;
}

/** Whether another request has changed it meanwhile, for example by choosing a new password. */
async function hasAccountChanged(userId: unknown) {
  const checked = await checkedAccount.get();
  if (!checked || checked.userId !== userId) return false;
  return JSON.stringify(await readAccount(checked.userId)) !== JSON.stringify(checked);
}

/** The current request has changed some of it itself, and continues from there. */
export async function expectAccount(changes: Record<string, unknown>) {
  const checked = await checkedAccount.get();
  if (!checked) return;
  const own = Object.entries(changes).filter(([name]) => Object.hasOwn(checked, name));
  await checkedAccount.set({ ...checked, ...Object.fromEntries(own) });
}

/**
 * A new password or second factor replaces the current session. For better-auth, the new one begins
 * at that moment. But no one has signed in, so it neither counts as a recent sign-in nor lives
 * longer than the previous one.
 */
const renewedSession = {
  id: "renewed-session",
  init: onWriting({
    session: {
      create: {
        async before({ userId }, ctx) {
          const current = ctx?.context.session;
          if (current?.user.id !== userId) return;
          const { createdAt, expiresAt } = current.session;
          return { data: { createdAt, expiresAt } };
        },
      },
    },
  }),
} satisfies BetterAuthPlugin;

/** For each feature that changes accounts. */
export const accountChanges = [noLateSession, renewedSession] as const;
