import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import type { AnySQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
// First, so that it reports everything that is wrong, and not just what the database needs.
import "../env.server.ts";
import { deletingThread, openDatabase } from "./connection.ts";
import * as schema from "./schema/index.ts";

const connection = openDatabase();

export const db = drizzle(connection, { schema });
export const provider = "sqlite";
// better-sqlite3 can't await anything inside a transaction, but better-auth does.
export const transaction = false;

/** A session and its user, found by its token. Nearly every request needs this, so it's prepared once. */
export function prepareSessionByToken() {
  const { session, user } = schema;
  return db
    .select({ session, user })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(session.token, sql.placeholder("token")))
    .prepare();
}

export async function closeDatabase() {
  connection.close();
}

/** Deletes rows in a separate thread, because that can take half a second on a slow disk. */
export function openDeleter() {
  const file = new URL(import.meta.resolve("#server/db/connection.ts"));
  const thread = new Worker(file, { workerData: deletingThread });
  thread.unref();
  // The caller gets the error anyway. An event without a listener would end the process.
  thread.on("error", () => {});
  return {
    /** Deletes up to `limit` of the rows that match the condition, and returns how many. */
    async deleteSome(
      table: SQLiteTable & { id: AnySQLiteColumn },
      condition: SQL,
      limit: number,
    ): Promise<number> {
      const some = db.select({ id: table.id }).from(table).where(condition).limit(limit);
      const { sql, params } = db.delete(table).where(inArray(table.id, some)).toSQL();
      thread.postMessage({ sql, params });
      const [changes] = await once(thread, "message");
      return changes;
    },
    async close() {
      await thread.terminate();
    },
  };
}
