import { inArray, type SQL } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { db } from "./index.ts";

/** Deletes up to `limit` of the rows that the condition is about. Returns how many it has deleted. */
export async function deleteSome(
  table: PgTable & { id: AnyPgColumn },
  condition: SQL,
  limit: number,
) {
  const some = db
    .select({ id: table.id })
    .from(table)
    .where(condition)
    .limit(limit)
    // Several instances do this at the same time, and none waits for another.
    .for("update", { skipLocked: true });
  const { rowCount } = await db.delete(table).where(inArray(table.id, some));
  return rowCount ?? 0;
}
