import { inArray, type SQL } from "drizzle-orm";
import type { AnySQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { db } from "./index.ts";

/** Deletes up to `limit` of the rows that the condition is about. Returns how many it has deleted. */
export async function deleteSome(
  table: SQLiteTable & { id: AnySQLiteColumn },
  condition: SQL,
  limit: number,
) {
  const some = db.select({ id: table.id }).from(table).where(condition).limit(limit);
  return db.delete(table).where(inArray(table.id, some)).run().changes;
}
