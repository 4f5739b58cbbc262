import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A file that drizzle-kit has generated, and its line in the journal. */
export interface Migration {
  name: string;
  /** When it was generated. Drizzle's own migrator uses only this. */
  when: number;
  statements: string[];
  hash: string;
}

/** A row of the table that records what has been applied. */
export interface MigrationRecord {
  hash: string;
  created_at: number | string | null;
}

/** The migrations of a folder, in the order of its journal. */
export function readMigrations(folder: string): Migration[] {
  const journal = readFileSync(join(folder, "meta/_journal.json"), "utf8");
  const { entries } = JSON.parse(journal) as { entries: { tag: string; when: number }[] };
  return entries.map(({ tag, when }) => {
    // A checkout on Windows may have different line endings, which mean the same.
    const text = readFileSync(join(folder, `${tag}.sql`), "utf8").replaceAll("\r\n", "\n");
    const statements = text.split("--> statement-breakpoint").filter((part) => part.trim() !== "");
    return { name: tag, when, statements, hash: createHash("sha256").update(text).digest("hex") };
  });
}

/**
 * Compares the existing migrations with those that the database has. Drizzle's own migrator looks
 * only for newer ones, so when two branches are merged, it skips one of their migrations.
 *
 * Returns those to apply, those whose files have changed since they were applied, and how many the
 * database has that no longer exist.
 */
export function compareMigrations(migrations: Migration[], records: MigrationRecord[]) {
  const unclaimed = [...records];
  function claim(isMine: (record: MigrationRecord) => boolean) {
    const position = unclaimed.findIndex(isMine);
    if (position >= 0) unclaimed.splice(position, 1);
    return position >= 0;
  }
  const sameText =
    ({ hash }: Migration) =>
    (record: MigrationRecord) =>
      record.hash === hash;
  const sameTime =
    ({ when }: Migration) =>
    (record: MigrationRecord) =>
      Number(record.created_at) === when;

  // The most certain matches come first, because two migrations can have the same text.
  const uncertain = migrations.filter(
    (migration) => !claim((record) => sameText(migration)(record) && sameTime(migration)(record)),
  );
  // Merging can change the number or time of a migration, but not its text.
  const different = uncertain.filter((migration) => !claim(sameText(migration)));
  const changed = different.filter((migration) => claim(sameTime(migration)));
  const pending = different.filter((migration) => !changed.includes(migration));
  return { pending, changed, unknown: unclaimed.length };
}

/** Reports what a migration has done: what was applied, by name, and what needs attention. */
export function reportMigrations({
  pending,
  changed,
  unknown,
}: ReturnType<typeof compareMigrations>) {
  for (const { name } of pending) console.log(`Applied ${name}.`);
  if (pending.length === 0) console.log("Nothing to do: every migration is applied.");
  for (const { name } of changed) {
    console.warn(
      `${name} has changed since it was applied, and the change isn't in the database. Undo it, and write a new migration.`,
    );
  }
  if (unknown > 0) {
    console.warn(
      `The database has ${unknown} more, from another branch or from a newer version of the app.`,
    );
  }
}
