import type { Migration } from "./read-migrations.ts";

/** A row of the table in which the database keeps what has been applied. */
export interface MigrationRecord {
  hash: string;
  created_at: number | string | null;
}

/**
 * Compares the migrations that there are with those that the database has. Drizzle's own migrator
 * only looks for newer ones, so that when two branches are merged, it leaves out one of the two.
 *
 * Returns those still to be applied, those whose file has changed since it was applied, and how
 * many the database has that are not there.
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

  // The surest matches come first, because two migrations can have the same text.
  const uncertain = migrations.filter(
    (migration) => !claim((record) => sameText(migration)(record) && sameTime(migration)(record)),
  );
  // Merging can give a migration another number or time. Its text is still the same.
  const different = uncertain.filter((migration) => !claim(sameText(migration)));
  const changed = different.filter((migration) => claim(sameTime(migration)));
  const pending = different.filter((migration) => !changed.includes(migration));
  return { pending, changed, unknown: unclaimed.length };
}

export type Comparison = ReturnType<typeof compareMigrations>;
