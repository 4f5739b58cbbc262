import { applyMigrations } from "./apply-migrations.ts";
import { openDatabase } from "./connection.ts";
import { readMigrations } from "./read-migrations.ts";
import { reportMigrations } from "./report-migrations.ts";

// Applies the migrations that the database does not have yet. Safe to run at every start.
try {
  const connection = openDatabase();
  const migrations = readMigrations(`${import.meta.dirname}/migrations`);
  reportMigrations(applyMigrations(connection, migrations));
  connection.close();
} catch (error) {
  // What is wrong is in the message; a stack trace would only hide it.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
