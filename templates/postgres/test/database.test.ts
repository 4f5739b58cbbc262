import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { expect, test, vi } from "vitest";
import { createDatabase, createEmptyDatabase } from "./support/database";
import { migrateScript } from "./support/migrations";
import { refusal, secret } from "./support/server";

test("instances that start at once take turns to migrate", async () => {
  const { url, remove } = await createEmptyDatabase();
  const client = new Client({ connectionString: url });
  await client.connect();
  // All of them read this table before they do anything, so here they wait for each other.
  await client.query(`create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text, created_at bigint)`);
  await client.query("begin");
  await client.query("lock table drizzle.__drizzle_migrations");
  const env = { ...process.env, DATABASE_URL: url };
  const starts = [1, 2, 3].map(() =>
    promisify(execFile)(process.execPath, [migrateScript], { env }),
  );
  await setTimeout(1500);
  await client.query("commit");

  const outputs = await Promise.all(starts);
  const applied = outputs.filter(({ stdout }) => /^Applied 0000_\w+\.$/m.test(stdout));
  const idle = outputs.filter(({ stdout }) => /^Nothing to do/m.test(stdout));
  expect([applied.length, idle.length]).toEqual([1, 2]);
  const { rows } = await client.query("select hash from drizzle.__drizzle_migrations");
  expect(rows.length).toBeGreaterThan(0);
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

  for (const mode of ["production", ""]) {
    const env = { ...process.env, NODE_ENV: mode, DATABASE_URL: "" };
    const migrating = promisify(execFile)(process.execPath, [migrateScript], { env });
    await expect(migrating).rejects.toThrow("DATABASE_URL is missing");
  }
});

test("a connection that breaks inside a transaction costs that transaction, not the app", async () => {
  const { url, remove } = await createEmptyDatabase();
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("BETTER_AUTH_SECRET", secret);
  const { db } = await import("~/db");
  const transaction = db.transaction(async (tx) => {
    await tx.execute("select 1");
    await remove();
    await tx.execute("select 1");
  });
  await expect(transaction).rejects.toThrow();
});
