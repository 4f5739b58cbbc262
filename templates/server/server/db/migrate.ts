import { readdirSync, realpathSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { makePrivateFile, openDatabase } from "./connection.ts";
import {
  compareMigrations,
  type Migration,
  type MigrationRecord,
  readMigrations,
  reportMigrations,
} from "./migrations.ts";

type Connection = Database.Database;

const LONGEST_WAIT_FOR_ANOTHER_IN_MS = 60_000;
const COPIES = 3;
const LONGEST_LIST = 10;

/** Applies the migrations that the database doesn't have yet. Safe to run at every start. */
export function migrate() {
  try {
    const connection = openDatabase();
    const migrations = readMigrations(`${import.meta.dirname}/migrations`);
    reportMigrations(applyMigrations(connection, migrations));
    connection.close();
  } catch (error) {
    // The message says what is wrong; a stack trace would only hide it.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * Applies what the database doesn't have yet: everything or, if something fails, nothing. Throws an
 * error that names the migration, or the rows that it would orphan.
 */
export function applyMigrations(connection: Connection, migrations: Migration[]) {
  connection.pragma(`busy_timeout = ${LONGEST_WAIT_FOR_ANOTHER_IN_MS}`);
  // To change a column, SQLite has to drop the table and rebuild it, and dropping it would delete
  // every row that refers to it. Inside a transaction, this setting has no effect.
  connection.pragma("foreign_keys = OFF");
  // Only one process can begin this way, so instances that start together take turns.
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

/** The table of Drizzle's own migrator, so that its tools understand it. */
function readRecords(connection: Connection) {
  connection.exec(
    "create table if not exists __drizzle_migrations (id serial primary key, hash text not null, created_at numeric)",
  );
  return connection
    .prepare<[], MigrationRecord>("select hash, created_at from __drizzle_migrations")
    .all();
}

function isEmpty(connection: Connection) {
  const others =
    "select 1 from sqlite_master where type = 'table' and name <> '__drizzle_migrations'";
  return connection.prepare(others).get() === undefined;
}

function apply(connection: Connection, { name, when, hash, statements }: Migration) {
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

const losing = /(?:^|;)\s*(?:drop\s+table|delete|update|replace|alter\s+table\b[^;]*\bdrop)\b/i;

/** Whether a statement drops, rebuilds, or rewrites anything in the database. */
export function losesData(statement: string) {
  const withoutComments = statement.replace(/--.*$/gm, "").replace(/\/\*.*?\*\//gs, "");
  return losing.test(withoutComments.trim());
}

/**
 * Copies the database before a migration that can't be undone, and keeps the latest three copies.
 * The copy is beside the database, named after the time and the migration. To go back, stop the app
 * and replace the database with it.
 */
function copyDatabase(file: string, migration: string) {
  const time = new Date().toISOString().replaceAll(":", "-");
  const copy = `${file}.${time}.before-${migration}`;
  makePrivateFile(copy);
  // A separate connection, because this can't be done inside the migration's transaction.
  const reader = new Database(file, { readonly: true });
  try {
    reader.prepare("vacuum into ?").run(copy);
  } catch (error) {
    rmSync(copy, { force: true });
    throw new Error(
      `The database couldn't be copied before ${migration}, so nothing was changed: ${(error as Error).message}`,
    );
  } finally {
    reader.close();
  }
  console.log(`Copied the database to ${copy}, because ${migration} drops or rewrites something.`);
  for (const old of copiesOf(file).slice(COPIES)) rmSync(old);
}

/** The latest first. */
function copiesOf(file: string) {
  const name = `${basename(file)}.`;
  return readdirSync(dirname(file))
    .filter(
      (other) => other.startsWith(name) && /^[\dT.-]+Z\.before-/.test(other.slice(name.length)),
    )
    .sort()
    .reverse()
    .map((other) => join(dirname(file), other));
}

/** A row that refers to one that doesn't exist. */
interface Orphan {
  table: string;
  rowid: number | null;
  parent: string;
}

/** Every row that refers to one that doesn't exist. */
function findOrphans(connection: Connection) {
  return connection.pragma("foreign_key_check") as Orphan[];
}

/**
 * The rows of the relations that have more orphans than before, if any. They are counted and not
 * compared, because a rebuilt table gives its rows new numbers.
 */
function describeOrphans(before: Orphan[], after: Orphan[]) {
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

// Run as a command, not imported.
if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) migrate();
