// @feature password|two-factor
import { defineRequestState } from "@better-auth/core/context";
import {
  and, // @feature password
  eq,
} from "drizzle-orm";
import { db } from "~/db";
import {
  account, // @feature password
  user,
} from "~/db/schema";

/** What signing in is checked against, as it was before the current request began to check. */
export const checkedAccount = defineRequestState<Account | undefined>(() => undefined);

type Account = NonNullable<Awaited<ReturnType<typeof readAccount>>>;

export async function readAccount(userId: string) {
  const [found] = await db
    .select({
      userId: user.id,
      email: user.email,
      password: account.password, // @feature password
      twoFactorEnabled: user.twoFactorEnabled, // @feature two-factor
    })
    .from(user)
    .leftJoin(account, and(eq(account.userId, user.id), eq(account.providerId, "credential"))) // @feature password
    .where(eq(user.id, userId));
  return found;
}

/** Whether someone else has changed it meanwhile, for example by choosing a new password. */
export async function hasAccountChanged(userId: unknown) {
  const checked = await checkedAccount.get();
  if (!checked || checked.userId !== userId) return false;
  return JSON.stringify(await readAccount(checked.userId)) !== JSON.stringify(checked);
}

/** The current request has changed some of it itself, and goes on from there. */
export async function expectAccount(changes: Record<string, unknown>) {
  const checked = await checkedAccount.get();
  if (!checked) return;
  const own = Object.entries(changes).filter(([name]) => Object.hasOwn(checked, name));
  await checkedAccount.set({ ...checked, ...Object.fromEntries(own) });
}
