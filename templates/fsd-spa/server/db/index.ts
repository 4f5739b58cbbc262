import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import * as schema from "./schema/index.ts";
import { databaseUrl } from "./url.ts";

const file = databaseUrl().replace(/^file:(\/\/)?/, "");
mkdirSync(dirname(file), { recursive: true });

const connection = new Database(file);
// Readers do not wait for the writer, and a second process waits its turn instead of failing.
connection.pragma("journal_mode = WAL");
connection.pragma("busy_timeout = 5000");
// SQLite checks foreign keys only when it is told to.
connection.pragma("foreign_keys = ON");

export const db = drizzle(connection, { schema });
export const provider = "sqlite";
// better-sqlite3 cannot wait for anything inside a transaction, as better-auth does.
export const transaction = false;

export async function closeDatabase() {
  connection.close();
}
