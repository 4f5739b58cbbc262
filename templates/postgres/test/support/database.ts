import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { Client, Pool } from "pg";
import * as schema from "~/db/schema";
import drizzleConfig from "../../drizzle.config";
import { serve } from "../../scripts/embedded-postgres/serve";
import { folderOf } from "./project";

/** For servers that never get so far as to use it. */
export const unusedDatabaseUrl = "postgres://127.0.0.1:9/unused";

/** An empty, migrated database of its own, and a connection to look into it. */
export async function createDatabase() {
  const { url, remove } = await createEmptyDatabase();
  const pool = new Pool({ connectionString: url, max: 1 });
  // `end` comes back a moment before the connection is closed, and the drop breaks it in between.
  pool.on("error", () => {});
  const db = drizzle(pool, { schema });
  await migrate(db, { migrationsFolder: drizzleConfig.out ?? "" });
  return {
    url,
    db,
    async execute(statement: string) {
      await db.execute(sql.raw(statement));
    },
    /** Runs a statement whenever the database does this, such as "insert on session". */
    async whenever(event: string, statement: string) {
      const body = `begin ${statement}; return null; end`;
      await db.execute(
        sql.raw(`create function whenever() returns trigger language plpgsql as $$ ${body} $$`),
      );
      await db.execute(
        sql.raw(`create trigger whenever after ${event} for each row execute function whenever()`),
      );
      return () => db.execute(sql`drop function whenever cascade`);
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

const cache = "node_modules/.cache";

/** A PostgreSQL in memory, in this process. */
export async function startEmbedded(longestPauseInMs?: number) {
  // Read at once, because another worker may put the same file in its place.
  const cluster = new Blob([readFileSync(await emptyCluster())]);
  const { url, close } = await serve(
    await PGlite.create({ loadDataDir: cluster }),
    longestPauseInMs,
  );
  return { url, remove: close };
}

/** Creating an empty cluster takes seconds and copying one doesn't, so one is kept. */
async function emptyCluster() {
  const description = join(folderOf("@electric-sql/pglite"), "package.json");
  const { version } = JSON.parse(readFileSync(description, "utf8"));
  const file = `${cache}/pglite-${version}.tar`;
  if (existsSync(file)) return file;

  const database = await PGlite.create("memory://");
  const cluster = await database.dumpDataDir("none");
  await database.close();
  mkdirSync(cache, { recursive: true });
  // Another worker may be doing the same, and must not read half a file.
  writeFileSync(`${file}.${process.pid}`, await cluster.bytes());
  renameSync(`${file}.${process.pid}`, file);
  return file;
}
