import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { problemWithDatabaseUrl } from "~/db/connection";
import { applyMigrations } from "~/db/migrate";
import { readMigrations } from "~/db/migrations";
import { createDatabase, createEmptyDatabase } from "./support/database";
import { copyMigrations, migrateScript } from "./support/project";
import { refusal, secret } from "./support/server";

describe("DATABASE_URL", () => {
  test.each([
    "postgres://user:password@host:5432/name",
    "postgresql://host/name?sslmode=verify-full",
    "postgres://user:p%23%2F%3F%40@host/name",
    "postgres:///name?host=/run/postgresql",
  ])("can be %s", (url) => {
    expect(problemWithDatabaseUrl(url)).toBeUndefined();
  });

  test.each([
    ["mysql://host/name", "has to begin with postgres://"],
    ["host:5432/name", "has to begin with postgres://"],
    ["file:.data/app.db", "has to begin with postgres://"],
    ["postgres://user:pass#word@host/name", "isn't a valid address"],
    ["postgres://user:pass/word@host/name", "isn't a valid address"],
  ])("can't be %s: it %s", (url, problem) => {
    expect(problemWithDatabaseUrl(url)).toContain(problem);
  });

  test("is refused by the app and its tools with the same message", async () => {
    const url = "mysql://host/name";
    const sentence = `DATABASE_URL ${problemWithDatabaseUrl(url)}`;
    expect((await refusal({ DATABASE_URL: url })).text).toContain(sentence);

    const env = { ...process.env, DATABASE_URL: url };
    const migrating = promisify(execFile)(process.execPath, [migrateScript], { env });
    await expect(migrating).rejects.toMatchObject({ code: 1, stderr: `${sentence}\n` });

    vi.stubEnv("DATABASE_URL", url);
    const { kit } = await import("~/db/connection");
    expect(() => kit.dbCredentials.url).toThrow(sentence);
  });
});

describe("indexes", () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;

  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.remove());

  test.each([
    ["session", "expires_at"],
    ["session", "token"],
    ["verification", "expires_at"],
    ["verification", "identifier"],
    ["rate_limit", "last_request"],
    ["account", "provider_id, account_id"],
    ["account", "user_id"],
  ])("%s has an index on %s", async (table, columns) => {
    const { rows } = await database.db.execute<{ indexdef: string }>(
      `select indexdef from pg_indexes where tablename = '${table}'`,
    );
    expect(rows.map(({ indexdef }) => /\((.*)\)$/.exec(indexdef)?.[1])).toContain(columns);
  });
});

describe("migrations", () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let migrations: ReturnType<typeof copyMigrations>;

  beforeEach(async () => {
    // Drizzle's own migrator has made it, so these also say that both understand each other.
    database = await createDatabase();
    migrations = copyMigrations();
  });

  afterEach(async () => {
    migrations.remove();
    await database.remove();
  });

  async function migrate() {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const comparison = applyMigrations(client, readMigrations(migrations.folder));
    const { pending, changed } = await comparison.finally(() => client.end());
    return {
      applied: pending.map(({ name }) => name),
      changed: changed.map(({ name }) => name),
    };
  }

  test("of two branches are both applied, even if one is older than the last", async () => {
    migrations.add("0001_ours", migrations.newest + 10, 'CREATE TABLE "ours" ("id" integer);');
    expect((await migrate()).applied).toEqual(["0001_ours"]);
    migrations.add("0002_theirs", migrations.newest + 5, 'CREATE TABLE "theirs" ("id" integer);');
    expect((await migrate()).applied).toEqual(["0002_theirs"]);
    await database.execute("select * from theirs");
    expect((await migrate()).applied).toEqual([]);
  });

  test("that were edited after they were applied are named, and not applied again", async () => {
    migrations.add("0001_note", migrations.newest + 1, 'CREATE TABLE "note" ("id" integer);');
    await migrate();
    migrations.edit("0001_note", 'CREATE TABLE "note" ("id" integer, "text" text);');
    expect(await migrate()).toEqual({ applied: [], changed: ["0001_note"] });
  });

  test("are applied together or not at all, and the one that fails is named", async () => {
    migrations.add("0001_good", migrations.newest + 1, 'CREATE TABLE "note" ("id" integer);');
    migrations.add("0002_bad", migrations.newest + 2, 'CREATE TABLE "note" ("id" integer);');
    await expect(migrate()).rejects.toThrow(
      /0002_bad failed, and nothing was changed: .*already exists/,
    );
    await expect(database.execute("select * from note")).rejects.toThrow();
  });

  test("fail with the reason, without a stack", async () => {
    await database.execute("drop schema drizzle cascade");
    const env = { ...process.env, DATABASE_URL: database.url };
    const failure = await promisify(execFile)(process.execPath, [migrateScript], { env }).catch(
      (error) => error,
    );
    expect(failure.code).toBe(1);
    expect(failure.stderr).toMatch(/0000_\w+ failed, and nothing was changed: .*already exists/);
    expect(failure.stderr).not.toContain("    at ");
  });
});

describe("database", () => {
  test("instances that start at the same time take turns to migrate", async () => {
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

  test("every timestamp has a time zone", async () => {
    const database = await createDatabase();
    const { rows } = await database.db.execute(
      `select data_type, count(*)::int from information_schema.columns
     where table_schema = 'public' and data_type like 'timestamp%' group by 1`,
    );
    expect(rows).toEqual([{ data_type: "timestamp with time zone", count: expect.any(Number) }]);
    await database.remove();
  });

  test("production neither starts nor migrates without a server", async () => {
    const { code, text } = await refusal({ DATABASE_URL: "" });
    expect(code).toBe(1);
    expect(text).toContain("DATABASE_URL is missing");

    for (const mode of ["production", ""]) {
      const env = { ...process.env, NODE_ENV: mode, DATABASE_URL: "" };
      const migrating = promisify(execFile)(process.execPath, [migrateScript], { env });
      await expect(migrating).rejects.toThrow("DATABASE_URL is missing");
    }
  });

  test("a connection that breaks in a transaction ends that transaction, not the app", async () => {
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
});
