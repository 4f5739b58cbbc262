import { createHmac } from "node:crypto";
import type { BetterAuthOptions, BetterAuthPlugin, DBAdapter } from "better-auth";
import { APIError } from "better-auth/api";
import { and, eq, gt } from "drizzle-orm";
import { db } from "~/db";
import { verification } from "~/db/schema";
import { env } from "~/env.server";
import { onWriting } from "~/services/feature";
import { isAllowedName, LONGEST_EMAIL, LONGEST_SESSION_IN_DAYS } from "~/services/rules";

/**
 * Six digits can be found from a plain hash in a moment, so the hash is keyed: without the app's
 * secret, a stolen database reveals no codes and no addresses waiting for one.
 */
export function keyedHash(purpose: string, value: string) {
  return createHmac("sha256", env.BETTER_AUTH_SECRET)
    .update(`${purpose}:${value}`)
    .digest("base64url");
}

export async function hashIdentifier(identifier: string) {
  return keyedHash("identifier", identifier);
}

/** What is stored under a name in the verification table, such as the data behind a link, until it expires. */
export async function findStored(identifier: string) {
  const isIt = eq(verification.identifier, await hashIdentifier(identifier));
  const isAlive = gt(verification.expiresAt, new Date());
  const [row] = await db.select().from(verification).where(and(isIt, isAlive));
  return row;
}

/** The identifier in the verification table for what is counted or noted about an address. */
export function aboutAddress(email: string) {
  return keyedHash("about-address", email);
}

/** An address in the form in which it is looked up, from a request that is not checked yet. */
export function addressIn(value: unknown) {
  return typeof value === "string" ? value.toLowerCase() : "";
}

/**
 * What is stored about people has limits, wherever it comes from: a page, the API, or your own code
 * that uses better-auth. For each field that you add to `user`, add a check to `check`.
 */
export const userFields = {
  id: "user-fields",
  init: onWriting({
    user: {
      create: { before: async (user) => check(user) },
      update: { before: async (changes) => check(changes) },
    },
  }),
} satisfies BetterAuthPlugin;

function check({ email, name }: { email?: string; name?: string }) {
  if (email !== undefined && email.length > LONGEST_EMAIL) {
    throw refused("INVALID_EMAIL", "The email address is too long");
  }
  if (name !== undefined && !isAllowedName(name)) {
    throw refused("INVALID_NAME", "The name is too long, or has characters that cannot be shown");
  }
}

function refused(code: string, message: string) {
  return new APIError("BAD_REQUEST", { code, message });
}

/** A session in daily use is extended again and again, but not beyond this. */
export const longestSession = {
  id: "longest-session",
  init: onWriting({
    session: {
      update: {
        async before(changes, ctx) {
          const begun = ctx?.context.session?.session.createdAt;
          if (!changes.expiresAt || !begun) return;
          const end = new Date(begun);
          end.setDate(end.getDate() + LONGEST_SESSION_IN_DAYS);
          if (changes.expiresAt > end) return { data: { expiresAt: end } };
          return;
        },
      },
    },
  }),
} satisfies BetterAuthPlugin;

/**
 * Indexes that better-auth's tables lack. Without them, deleting expired rows and looking up an
 * account read the whole table, which takes seconds with a million rows. The one of `rate_limit` is
 * in scripts/auth-generate.ts, because plugins can't add to that table.
 */
export const indexes = {
  id: "indexes",
  schema: {
    session: { fields: {}, indexes: [{ fields: ["expiresAt"] }] },
    verification: { fields: {}, indexes: [{ fields: ["expiresAt"] }] },
    account: { fields: {}, indexes: [{ fields: ["providerId", "accountId"] }] },
  },
} satisfies BetterAuthPlugin;

type MakeAdapter = (options: BetterAuthOptions) => DBAdapter<BetterAuthOptions>;

/**
 * Between a lookup and the write after it, another request can delete the account or create the same
 * one. Then the database refuses to write. That isn't a server error, so the response is a refusal.
 */
export function refusedInserts(makeAdapter: MakeAdapter): MakeAdapter {
  return (options) => {
    const adapter = makeAdapter(options);
    const { create } = adapter;
    adapter.create = async (row) => {
      try {
        return await create(row);
      } catch (error) {
        if (await isOvertaken(adapter, row)) throw accountChanged();
        throw error;
      }
    };
    return adapter;
  };
}

async function isOvertaken(
  adapter: DBAdapter<BetterAuthOptions>,
  { model, data }: { model: string; data: Record<string, unknown> },
) {
  const userBy = (field: string, value: unknown) =>
    adapter.findOne({ model: "user", where: [{ field, value: String(value) }] });
  if (model === "session") return !(await userBy("id", data.userId));
  if (model === "user") return Boolean(await userBy("email", data.email));
  return false;
}

export function accountChanged() {
  return new APIError("UNAUTHORIZED", {
    code: "ACCOUNT_CHANGED",
    message: "The account has changed meanwhile",
  });
}
