import { Client } from "pg";
import { applyMigrations } from "./apply-migrations.ts";
import { explainConnection } from "./explain-connection.ts";
import { readMigrations } from "./read-migrations.ts";
import { reportMigrations } from "./report-migrations.ts";
import { databaseUrl } from "./url.ts";

// Applies the migrations that the database does not have yet. Safe to run at every start.
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
