import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import * as schema from "~/db/schema";

/** An empty, migrated database of its own, and a connection to look into it. */
export function createDatabase() {
  const folder = mkdtempSync(join(tmpdir(), "app-test-"));
  const file = join(folder, "app.db");
  const url = `file:${file}`;
  const connection = new Database(file);
  const db = drizzle(connection, { schema });
  migrate(db, { migrationsFolder: "app/db/migrations" });
  return {
    url,
    db,
    remove() {
      connection.close();
      rmSync(folder, { recursive: true });
    },
  };
}
