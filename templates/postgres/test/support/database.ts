import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client, Pool } from "pg";
import * as schema from "~/db/schema";
import drizzleConfig from "../../drizzle.config";
import { startEmbedded } from "./embedded";

/** For servers that never get so far as to use it. */
export const unusedDatabaseUrl = "postgres://127.0.0.1:9/unused";

/** An empty, migrated database of its own, and a connection to look into it. */
export async function createDatabase() {
  const { url, remove } = await createEmptyDatabase();
  const pool = new Pool({ connectionString: url, max: 1 });
  const db = drizzle(pool, { schema });
  await migrate(db, { migrationsFolder: drizzleConfig.out ?? "" });
  return {
    url,
    db,
    async execute(statement: string) {
      await db.execute(sql.raw(statement));
    },
    async remove() {
      await pool.end();
      await remove();
    },
  };
}

/** Embedded, or on the server in TEST_DATABASE_URL, which is what production has. */
export function createEmptyDatabase() {
  const server = process.env.TEST_DATABASE_URL;
  return server ? createOnServer(server) : startEmbedded();
}

/** On a real server, whose role has to be allowed to create databases. */
async function createOnServer(server: string) {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(server);
  url.pathname = name;
  await run(`create database ${name}`);

  async function run(statement: string) {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  }
  return { url: url.href, remove: () => run(`drop database ${name} with (force)`) };
}
