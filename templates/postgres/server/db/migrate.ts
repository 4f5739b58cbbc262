import { realpathSync } from "node:fs";
import { Client } from "pg";
import { databaseUrl, explainConnection } from "./connection.ts";
import {
  compareMigrations,
  type Migration,
  type MigrationRecord,
  readMigrations,
  reportMigrations,
} from "./migrations.ts";

// Any number, as long as nothing else that uses this database takes the same one.
const MIGRATION_LOCK = 20_250_101;

/** Applies the migrations that the database does not have yet. Safe to run at every start. */
export async function migrate() {
  try {
    const migrations = readMigrations(`${import.meta.dirname}/migrations`);
    const client = new Client({
      connectionString: databaseUrl(),
      connectionTimeoutMillis: 10_000,
    });
    await client.connect().catch((error) => {
      throw explainConnection(error);
    });
    // Ending the connection also undoes a migration that has failed.
    reportMigrations(await applyMigrations(client, migrations).finally(() => client.end()));
  } catch (error) {
    // What is wrong is in the message; a stack trace would only hide it.
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * Applies what the database does not have yet: everything or, when something fails, nothing. Throws
 * an error that names the migration. Instances that start at once take turns, and the later ones
 * find nothing to do.
 */
export async function applyMigrations(client: Client, migrations: Migration[]) {
  await client.query("begin");
  // Released when the transaction ends, however it ends.
  await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
  const comparison = compareMigrations(migrations, await readRecords(client));
  for (const migration of comparison.pending) await apply(client, migration);
  await client.query("commit");
  return comparison;
}

/** The table is the one of Drizzle's own migrator, so that its tools understand it. */
async function readRecords(client: Client) {
  await client.query("create schema if not exists drizzle");
  await client.query(
    "create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
  );
  const { rows } = await client.query<MigrationRecord>(
    "select hash, created_at from drizzle.__drizzle_migrations",
  );
  return rows;
}

async function apply(client: Client, { name, when, hash, statements }: Migration) {
  try {
    for (const statement of statements) await client.query(statement);
  } catch (error) {
    throw new Error(`${name} failed, and nothing was changed: ${(error as Error).message}`);
  }
  await client.query(
    "insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)",
    [hash, when],
  );
}

// Run as a command, and not imported.
if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) await migrate();
