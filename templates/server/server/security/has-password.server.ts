// @feature password
import { and, eq, isNotNull } from "drizzle-orm";
import { db } from "~/db";
import { account } from "~/db/schema";

/** Whether an account has a password. One that was made by a code has none at first. */
export async function hasPassword(userId: string) {
  const isOwn = and(
    eq(account.userId, userId),
    eq(account.providerId, "credential"),
    isNotNull(account.password),
  );
  const found = await db.select({ id: account.id }).from(account).where(isOwn).limit(1);
  return found.length > 0;
}
