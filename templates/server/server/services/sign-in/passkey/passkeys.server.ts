import { and, asc, eq } from "drizzle-orm";
import { db } from "~/db";
import { passkey } from "~/db/schema";

/** The passkeys of an account, the oldest first. */
export function passkeysOf(userId: string) {
  return db
    .select()
    .from(passkey)
    .where(eq(passkey.userId, userId))
    .orderBy(asc(passkey.createdAt));
}

/** How a browser is told which passkeys are meant. */
export function descriptorsOf(passkeys: { credentialID: string }[]) {
  return passkeys.map(({ credentialID }) => ({ type: "public-key" as const, id: credentialID }));
}

/** Whether an account has a passkey. */
export async function hasPasskey(userId: string) {
  return (await db.$count(passkey, eq(passkey.userId, userId))) > 0;
}

/** Whether a row is this passkey, and belongs to this account. */
export function isOwn(id: string, userId: string) {
  return and(eq(passkey.id, id), eq(passkey.userId, userId));
}
