// @feature sqlite
import type { Database } from "better-sqlite3";

/** A row that refers to one that is not there. */
interface Orphan {
  table: string;
  rowid: number | null;
  parent: string;
}

const LONGEST_LIST = 10;

/** Every row that refers to one that is not there. */
export function findOrphans(connection: Database) {
  return connection.pragma("foreign_key_check") as Orphan[];
}

/**
 * The rows of those relations that have more orphans than before; nothing if none has. They are
 * counted and not compared, because a table that is rebuilt gives its rows new numbers.
 */
export function describeOrphans(before: Orphan[], after: Orphan[]) {
  const earlier = countByRelation(before);
  const more = [...countByRelation(after)]
    .filter(([relation, count]) => count > (earlier.get(relation) ?? 0))
    .map(([relation]) => relation);
  const rows = after.filter((orphan) => more.includes(relationOf(orphan)));
  if (rows.length === 0) return undefined;
  const listed = rows
    .slice(0, LONGEST_LIST)
    .map(({ table, rowid, parent }) => `\n  ${table}, row ${rowid}: its ${parent} is gone`);
  const rest = rows.length - listed.length;
  return `${rows.length} rows without the row that they belong to, so nothing was changed:${listed.join("")}${rest > 0 ? `\n  and ${rest} more` : ""}`;
}

function countByRelation(orphans: Orphan[]) {
  const counts = new Map<string, number>();
  for (const orphan of orphans) {
    const relation = relationOf(orphan);
    counts.set(relation, (counts.get(relation) ?? 0) + 1);
  }
  return counts;
}

function relationOf({ table, parent }: Orphan) {
  return `${table} → ${parent}`;
}
