import { inArray, type SQL } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { db } from "./index.ts";

export function openDeleter() {
  return {
    /** Deletes up to `limit` of the rows that the condition is about, and returns how many. */
    async deleteSome(table: PgTable & { id: AnyPgColumn }, condition: SQL, limit: number) {
      const some = db
        .select({ id: table.id })
        .from(table)
        .where(condition)
        .limit(limit)
        // Several instances do this at the same time, and none waits for another.
        .for("update", { skipLocked: true });
      const { rowCount } = await db.delete(table).where(inArray(table.id, some));
      return rowCount ?? 0;
    },
    /** The pool is the app's and stays open. */
    async close() {},
  };
}
