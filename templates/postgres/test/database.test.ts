import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { expect, test } from "vitest";
import drizzleConfig from "../drizzle.config";
import { createDatabase, createEmptyDatabase } from "./support/database";
import { refusal } from "./support/server";

const migrate = [join(drizzleConfig.out ?? "", "../migrate.ts")];

test("instances that start at once take turns to migrate", async () => {
  const { url, remove } = await createEmptyDatabase();
  const env = { ...process.env, DATABASE_URL: url };
  const starts = [1, 2, 3].map(() => promisify(execFile)(process.execPath, migrate, { env }));
  for (const { stdout } of await Promise.all(starts)) expect(stdout).toContain("up to date");

  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("select hash from drizzle.__drizzle_migrations");
  expect(new Set(rows.map(({ hash }) => hash)).size).toBe(rows.length);
  await client.end();
  await remove();
});

test("every point in time has a time zone", async () => {
  const database = await createDatabase();
  const { rows } = await database.db.execute(
    `select data_type, count(*)::int from information_schema.columns
     where table_schema = 'public' and data_type like 'timestamp%' group by 1`,
  );
  expect(rows).toEqual([{ data_type: "timestamp with time zone", count: expect.any(Number) }]);
  await database.remove();
});

test("production does without a server neither start nor migrate", async () => {
  const { code, text } = await refusal({ DATABASE_URL: "" });
  expect(code).toBe(1);
  expect(text).toContain("DATABASE_URL is missing");

  const env = { ...process.env, NODE_ENV: "production", DATABASE_URL: "" };
  const migrating = promisify(execFile)(process.execPath, migrate, { env });
  await expect(migrating).rejects.toThrow("DATABASE_URL is missing");
});
