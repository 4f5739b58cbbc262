import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import * as schema from "~/db/schema";
import drizzleConfig from "../../drizzle.config";

/** For servers that never get so far as to use it. */
export const unusedDatabaseUrl = `file:${join(tmpdir(), "unused.db")}`;

/** An empty, migrated database of its own, and a connection to look into it. */
export async function createDatabase() {
  const folder = mkdtempSync(join(tmpdir(), "app-test-"));
  const file = join(folder, "app.db");
  const url = `file:${file}`;
  const connection = new Database(file);
  const db = drizzle(connection, { schema });
  migrate(db, { migrationsFolder: drizzleConfig.out ?? "" });
  return {
    url,
    db,
    async execute(statement: string) {
      db.run(sql.raw(statement));
    },
    /** Runs a statement whenever the database does this, such as "insert on session". */
    async whenever(event: string, statement: string) {
      db.run(sql.raw(`create trigger whenever after ${event} begin ${statement}; end`));
      return () => db.run(sql`drop trigger whenever`);
    },
    async remove() {
      connection.close();
      rmSync(folder, { recursive: true });
    },
  };
}
