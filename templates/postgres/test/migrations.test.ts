import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { applyMigrations } from "~/db/apply-migrations";
import { readMigrations } from "~/db/read-migrations";
import { createDatabase } from "./support/database";
import { copyMigrations, migrateScript } from "./support/migrations";

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

describe("migrations", () => {
  test("of two branches are both applied, though one is older than what was applied", async () => {
    migrations.add("0001_ours", migrations.newest + 10, 'CREATE TABLE "ours" ("id" integer);');
    expect((await migrate()).applied).toEqual(["0001_ours"]);
    migrations.add("0002_theirs", migrations.newest + 5, 'CREATE TABLE "theirs" ("id" integer);');
    expect((await migrate()).applied).toEqual(["0002_theirs"]);
    await database.execute("select * from theirs");
    expect((await migrate()).applied).toEqual([]);
  });

  test("that change after they were applied are named, and not applied again", async () => {
    migrations.add("0001_note", migrations.newest + 1, 'CREATE TABLE "note" ("id" integer);');
    await migrate();
    migrations.edit("0001_note", 'CREATE TABLE "note" ("id" integer, "text" text);');
    expect(await migrate()).toEqual({ applied: [], changed: ["0001_note"] });
  });

  test("are applied all or not at all, and the one that fails is named", async () => {
    migrations.add("0001_good", migrations.newest + 1, 'CREATE TABLE "note" ("id" integer);');
    migrations.add("0002_bad", migrations.newest + 2, 'CREATE TABLE "note" ("id" integer);');
    await expect(migrate()).rejects.toThrow(
      /0002_bad failed, and nothing was changed: .*already exists/,
    );
    await expect(database.execute("select * from note")).rejects.toThrow();
  });
});

test("the command fails with the reason and without a stack", async () => {
  await database.execute("drop schema drizzle cascade");
  const env = { ...process.env, DATABASE_URL: database.url };
  const failure = await promisify(execFile)(process.execPath, [migrateScript], { env }).catch(
    (error) => error,
  );
  expect(failure.code).toBe(1);
  expect(failure.stderr).toMatch(/0000_\w+ failed, and nothing was changed: .*already exists/);
  expect(failure.stderr).not.toContain("    at ");
});
