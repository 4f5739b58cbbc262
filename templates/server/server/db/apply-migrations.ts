import type { Database } from "better-sqlite3";
import { compareMigrations, type MigrationRecord } from "./compare-migrations.ts";
import { copyDatabase } from "./copy-database.ts";
import { losesData } from "./loses-data.ts";
import { describeOrphans, findOrphans } from "./orphans.ts";
import type { Migration } from "./read-migrations.ts";

const LONGEST_WAIT_FOR_ANOTHER_IN_MS = 60_000;

/**
 * Applies what the database does not have yet: everything or, when something fails, nothing. Throws
 * an error that names the migration, or the rows that it would leave without what they belong to.
 */
export function applyMigrations(connection: Database, migrations: Migration[]) {
  connection.pragma(`busy_timeout = ${LONGEST_WAIT_FOR_ANOTHER_IN_MS}`);
  // To change a column, SQLite has to drop the table and make it again, and dropping it would delete
  // every row that refers to it. Inside a transaction this setting has no effect.
  connection.pragma("foreign_keys = OFF");
  // Only one process can begin this way, so instances that start at once take turns.
  connection.exec("begin immediate");
  try {
    const comparison = compareMigrations(migrations, readRecords(connection));
    const { pending } = comparison;
    const first = pending.find(({ statements }) => statements.some(losesData));
    if (first && !isEmpty(connection)) copyDatabase(connection.name, first.name);

    const before = findOrphans(connection);
    for (const migration of pending) apply(connection, migration);
    const orphans = describeOrphans(before, findOrphans(connection));
    if (orphans) throw new Error(`${namesOf(pending)} would leave ${orphans}`);

    connection.exec("commit");
    return comparison;
  } catch (error) {
    if (connection.inTransaction) connection.exec("rollback");
    throw error;
  } finally {
    connection.pragma("foreign_keys = ON");
  }
}

/** The table is the one of Drizzle's own migrator, so that its tools understand it. */
function readRecords(connection: Database) {
  connection.exec(
    "create table if not exists __drizzle_migrations (id serial primary key, hash text not null, created_at numeric)",
  );
  return connection
    .prepare<[], MigrationRecord>("select hash, created_at from __drizzle_migrations")
    .all();
}

function isEmpty(connection: Database) {
  const others =
    "select 1 from sqlite_master where type = 'table' and name <> '__drizzle_migrations'";
  return connection.prepare(others).get() === undefined;
}

function apply(connection: Database, { name, when, hash, statements }: Migration) {
  try {
    for (const statement of statements) connection.exec(statement);
  } catch (error) {
    throw new Error(`${name} failed, and nothing was changed: ${(error as Error).message}`);
  }
  connection
    .prepare("insert into __drizzle_migrations (hash, created_at) values (?, ?)")
    .run(hash, when);
}

function namesOf(migrations: Migration[]) {
  return migrations.map(({ name }) => name).join(" and ");
}
