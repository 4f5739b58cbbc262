import { eq } from "drizzle-orm";
import { db } from "~/db";
import {
  account,
  activity,
  passkey, // @feature passkey
  session,
  user,
} from "~/db/schema";
import { trustedDevicesOf } from "~/services/two-factor/trusted-devices.server"; // @feature two-factor

/** Whose data it is. */
export interface Person {
  id: string;
  email: string;
}

/** A part of what the app knows about people. */
interface PersonalData {
  /** For the file that people download. Leave out what would let someone in. */
  read: (person: Person) => Promise<unknown>;
  /** Deletes it. Rows that refer to `user` with `onDelete: "cascade"` are deleted with it. */
  forget?: (person: Person) => Promise<unknown>;
}

/**
 * All that people can download, and all that is deleted with an account. Add a line for each of your
 * own tables about people, by the name that the file should have for it:
 * `notes: { read: ({ id }) => db.select().from(note).where(eq(note.userId, id)) }`.
 */
export const yourData: Readonly<Record<string, PersonalData>> = {
  account: { read: ({ id }) => db.select().from(user).where(eq(user.id, id)) },
  signInMethods: { read: readSignInMethods },
  passkeys: { read: readPasskeys }, // @feature passkey
  trustedDevices: { read: ({ id }) => trustedDevicesOf(id) }, // @feature two-factor
  sessions: { read: readSessions },
  activity: { read: ({ id }) => db.select().from(activity).where(eq(activity.userId, id)) },
};

/** What people download. */
export async function exportData(person: Person) {
  const parts = Object.entries(yourData).map(async ([name, { read }]) => [
    name,
    await read(person),
  ]);
  return Object.fromEntries(await Promise.all(parts)) as Record<string, unknown>;
}

/** Without the hashes of passwords and the tokens of providers. */
function readSignInMethods({ id }: Person) {
  const { providerId, accountId, createdAt, updatedAt } = account;
  return db
    .select({ providerId, accountId, createdAt, updatedAt })
    .from(account)
    .where(eq(account.userId, id));
}

// @feature passkey
/** What their owner knows them by. */
function readPasskeys({ id }: Person) {
  const { name, createdAt, lastUsedAt } = passkey;
  return db.select({ name, createdAt, lastUsedAt }).from(passkey).where(eq(passkey.userId, id));
}

// @end
/** Without their tokens. */
function readSessions({ id }: Person) {
  const { createdAt, updatedAt, expiresAt, ipAddress, userAgent } = session;
  return db
    .select({ createdAt, updatedAt, expiresAt, ipAddress, userAgent })
    .from(session)
    .where(eq(session.userId, id));
}
