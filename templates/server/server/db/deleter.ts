import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { inArray, type SQL } from "drizzle-orm";
import type { AnySQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { db } from "./index.ts";

/** Deletes rows in a thread of its own, because on a slow disk that can take half a second. */
export function openDeleter() {
  const thread = new Worker(new URL(import.meta.resolve("#server/db/deleting-thread.ts")));
  thread.unref();
  // Whoever waits for it is told. An event that nobody listens to would end the process.
  thread.on("error", () => {});
  return {
    /** Deletes up to `limit` of the rows that the condition is about, and returns how many. */
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
