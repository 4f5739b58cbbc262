import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import * as schema from "~/db/schema";

/** An empty, migrated database of its own, and a connection to look into it. */
export function createDatabase() {
  const folder = mkdtempSync(join(tmpdir(), "app-test-"));
  const file = join(folder, "app.db");
  const url = `file:${file}`;
  execFileSync(process.execPath, ["app/db/migrate.ts"], {
    env: { ...process.env, DATABASE_URL: url },
  });
  const connection = new Database(file);
  return {
    url,
    db: drizzle(connection, { schema }),
    remove() {
      connection.close();
      rmSync(folder, { recursive: true });
    },
  };
}
