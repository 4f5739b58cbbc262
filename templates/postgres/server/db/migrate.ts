import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client } from "pg";
import { databaseUrl } from "./url.ts";

// Any number, as long as nothing else that uses this database takes the same one.
const MIGRATION_LOCK = 20_250_101;

// Applies the migrations that the database does not have yet. Safe to run at every start, also of
// several instances at once: they take turns, and the later ones find nothing to do.
const client = new Client({ connectionString: databaseUrl(), connectionTimeoutMillis: 10_000 });
await client.connect();
try {
  // The lock is given back when the transaction ends. It is the transaction of the migrations as
  // well: PostgreSQL takes their own `begin` as part of it.
  await client.query("begin");
  await client.query("select pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
  await migrate(drizzle(client), { migrationsFolder: `${import.meta.dirname}/migrations` });
} finally {
  await client.end();
}
console.log("The database is up to date.");
