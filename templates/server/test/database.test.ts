import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  accessSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { checkWritable, openDatabase, readDatabaseUrl } from "~/db/connection";
import { applyMigrations, losesData } from "~/db/migrate";
import { readMigrations } from "~/db/migrations";
import { createDatabase } from "./support/database";
import { copyMigrations, migrateScript } from "./support/project";
import { refusal, secret } from "./support/server";

vi.mock(import("node:fs"), async (original) => ({ ...(await original()), accessSync: vi.fn() }));

describe("DATABASE_URL", () => {
  test.each([
    ["file:app.db", "app.db"],
    ["file:./data/app.db", "./data/app.db"],
    ["file:../app.db", "../app.db"],
    ["file:/srv/app.db", "/srv/app.db"],
    ["file:///srv/app.db", "/srv/app.db"],
    ["file:my%20data/100%25.db", "my data/100%.db"],
    ["file:my data/app.db", "my data/app.db"],
    ["file:C:/data/app.db", "C:/data/app.db"],
    ["file:///C:/data/app.db", "C:/data/app.db"],
  ])("%s is the file %s", (url, file) => {
    expect(readDatabaseUrl(url)).toEqual({ file });
  });

  test.each([
    ["./app.db", "has to begin with file:"],
    ["sqlite:app.db", "has to begin with file:"],
    ["file:app.db?mode=ro", "can't have parameters"],
    ["file:app.db#1", "can't have parameters"],
    ["file:100%.db", "has a % that encodes nothing"],
    ["file:a%00.db", "has a % that encodes nothing"],
    ["file://server/app.db", "names another machine"],
    ["file::memory:", "can't be in memory"],
    ["file:", "has to name a file"],
    ["file:data/", "has to name a file"],
  ])("%s is refused: it %s", (url, problem) => {
    expect(readDatabaseUrl(url)).toEqual({ problem: expect.stringContaining(problem) });
  });

  test.each(["./app.db", "file:app.db?mode=ro"])(
    "%s is refused by the app and its tools with the same message",
    async (url) => {
      const { problem } = readDatabaseUrl(url) as { problem: string };
      const sentence = `DATABASE_URL ${problem}`;
      expect((await refusal({ DATABASE_URL: url })).text).toContain(sentence);

      const env = { ...process.env, DATABASE_URL: url };
      const migrating = promisify(execFile)(process.execPath, [migrateScript], { env });
      await expect(migrating).rejects.toMatchObject({ code: 1, stderr: `${sentence}\n` });

      vi.stubEnv("DATABASE_URL", url);
      const { kit } = await import("~/db/connection");
      expect(() => kit.dbCredentials.url).toThrow(sentence);
    },
  );
});

describe("whether the database can be written", () => {
  const file = `${import.meta.dirname}/app.db`;

  function refuse(code: string) {
    vi.mocked(accessSync).mockImplementationOnce(() => {
      throw Object.assign(new Error(code), { code });
    });
    try {
      checkWritable(file);
    } catch (error) {
      return error as Error;
    }
    throw new Error("Nothing was refused.");
  }

  test("another user's folder is named, with the user and the remedy but no stack", () => {
    const { message, stack } = refuse("EACCES");
    const user = process.getuid?.() ?? "that runs the app";
    expect(message).toContain(`${dirname(file)} isn't writable by user ${user}`);
    expect(message).toContain(`chown -R ${user} ${dirname(file)}`);
    expect(stack).toBe(message);
  });

  test("a read-only file system is reported as such", () => {
    expect(refuse("EROFS").message).toContain(`${dirname(file)} is read-only. Mount a volume`);
  });

  test("for a folder that doesn't exist yet, the folder above it is checked", () => {
    checkWritable(`${dirname(file)}/not/yet/app.db`);
    expect(accessSync).toHaveBeenLastCalledWith(dirname(file), expect.any(Number));
  });
});

describe("indexes", () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;

  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.remove());

  test.each([
    "delete from session where expires_at < 1",
    "delete from verification where expires_at < 1",
    "delete from rate_limit where last_request < 1",
    "select * from account where provider_id = 'a' and account_id = 'b'",
    "select * from account where user_id = 'a'",
    "select * from session where token = 'a'",
    "select * from verification where identifier = 'a'",
  ])("an index is used for: %s", (statement) => {
    const plan = database.db.$client.prepare<[], { detail: string }>(
      `explain query plan ${statement}`,
    );
    const [step] = plan.all();
    expect(step?.detail).toMatch(/^SEARCH \w+ USING (COVERING )?INDEX/);
  });
});

describe("migrations", () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let connection: ReturnType<typeof openDatabase>;
  let migrations: ReturnType<typeof copyMigrations>;

  beforeEach(async () => {
    // Drizzle's own migrator has made it, so these also say that both understand each other.
    database = await createDatabase();
    vi.stubEnv("DATABASE_URL", database.url);
    connection = openDatabase();
    migrations = copyMigrations();
    vi.spyOn(console, "log").mockImplementation(() => {});
  });

  afterEach(async () => {
    connection.close();
    migrations.remove();
    await database.remove();
  });

  function migrate() {
    const { pending, changed } = applyMigrations(connection, readMigrations(migrations.folder));
    return {
      applied: pending.map(({ name }) => name),
      changed: changed.map(({ name }) => name),
    };
  }

  function count(table: string) {
    return connection.prepare(`select count(*) from ${table}`).pluck().get();
  }

  function addPerson() {
    connection.exec(`insert into user (id, name, email) values ('u', 'A', 'a@example.com');
    insert into account (id, account_id, provider_id, user_id, updated_at) values ('a', 'u', 'credential', 'u', 0);
    insert into session (id, expires_at, token, updated_at, user_id) values ('s', 0, 't', 0, 'u')`);
  }

  /** What drizzle-kit writes when a default, a type, or `not null` changes. */
  function rebuildOfUser() {
    const table = connection
      .prepare<[], string>("select sql from sqlite_master where name = 'user'")
      .pluck()
      .get();
    return [
      "PRAGMA foreign_keys=OFF;",
      table?.replace(/^CREATE TABLE [`"]?user[`"]?/, "CREATE TABLE `__new_user`"),
      "INSERT INTO `__new_user` SELECT * FROM `user`;",
      "DROP TABLE `user`;",
      "ALTER TABLE `__new_user` RENAME TO `user`;",
      "PRAGMA foreign_keys=ON;",
      "CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);",
    ].join("--> statement-breakpoint\n");
  }

  /** The copies that were made before a migration. */
  function copies() {
    const file = database.url.slice("file:".length);
    return readdirSync(dirname(file))
      .filter((name) => name.startsWith(`${basename(file)}.`))
      .map((name) => join(dirname(file), name));
  }

  describe("a migration that rebuilds a table", () => {
    test("keeps the rows that refer to it", () => {
      addPerson();
      migrations.add("0001_rebuild", migrations.newest + 1, rebuildOfUser());
      expect(migrate().applied).toEqual(["0001_rebuild"]);
      expect(["user", "session", "account"].map(count)).toEqual([1, 1, 1]);

      connection.exec("delete from user");
      expect(["session", "account"].map(count)).toEqual([0, 0]);
    });

    test("is refused if it leaves rows whose parent row is gone", () => {
      addPerson();
      const losing = rebuildOfUser().replace("FROM `user`", "FROM `user` WHERE id <> 'u'");
      migrations.add("0001_losing", migrations.newest + 1, losing);
      expect(migrate).toThrow(/0001_losing.*2 rows[\s\S]*session, row 1: its user is gone/);
      expect(["user", "session", "account"].map(count)).toEqual([1, 1, 1]);
      expect(count("__drizzle_migrations")).toBe(readMigrations(migrations.folder).length - 1);
    });

    test("isn't refused for rows that had no parent row before", () => {
      addPerson();
      connection.pragma("foreign_keys = OFF");
      connection.exec("delete from user");
      migrations.add("0001_rebuild", migrations.newest + 1, rebuildOfUser());
      expect(migrate().applied).toEqual(["0001_rebuild"]);
      expect(count("session")).toBe(1);
    });

    test("runs after a copy of the database is made, which no one else can read", () => {
      addPerson();
      migrations.add("0001_drop", migrations.newest + 1, "DROP TABLE `session`;");
      migrate();
      const [copy = "", ...others] = copies();
      expect(others).toEqual([]);
      expect(copy).toContain("before-0001_drop");
      const kept = new Database(copy, { readonly: true });
      expect(kept.prepare("select token from session").pluck().all()).toEqual(["t"]);
      kept.close();
      if (process.platform !== "win32") expect(statSync(copy).mode & 0o777).toBe(0o600);
    });

    test("makes no copy of an empty database", () => {
      connection.exec("drop table __drizzle_migrations; drop table session; drop table account");
      connection.exec("drop table if exists two_factor"); // @feature two-factor
      connection.exec("drop table if exists passkey"); // @feature passkey
      connection.exec("drop table if exists activity"); // @feature account
      connection.exec("drop table user; drop table verification; drop table rate_limit");
      migrations.add("0001_rewrite", migrations.newest + 1, "DELETE FROM `session`;");
      expect(migrate().applied).toHaveLength(2);
      expect(copies()).toEqual([]);
    });

    test("keeps only the latest three copies", () => {
      for (let number = 1; number <= 5; number++) {
        migrations.add(`000${number}_gone`, migrations.newest + number, "DELETE FROM `session`;");
        migrate();
      }
      const names = copies().sort();
      expect(names.map((name) => name.slice(-"0003_gone".length))).toEqual([
        "0003_gone",
        "0004_gone",
        "0005_gone",
      ]);
    });
  });

  test("of two branches are both applied, even if one is older than the last", () => {
    migrations.add("0001_ours", migrations.newest + 10, "CREATE TABLE `ours` (`id` integer);");
    expect(migrate().applied).toEqual(["0001_ours"]);
    migrations.add("0002_theirs", migrations.newest + 5, "CREATE TABLE `theirs` (`id` integer);");
    expect(migrate().applied).toEqual(["0002_theirs"]);
    expect(count("theirs")).toBe(0);
    expect(migrate().applied).toEqual([]);
    expect(copies()).toEqual([]);
  });

  test("that were edited after they were applied are named, and not applied again", () => {
    migrations.add("0001_note", migrations.newest + 1, "CREATE TABLE `note` (`id` integer);");
    migrate();
    migrations.edit("0001_note", "CREATE TABLE `note` (`id` integer, `text` text);");
    expect(migrate()).toEqual({ applied: [], changed: ["0001_note"] });
  });

  test("count as the same with Windows line endings", () => {
    const sql = "CREATE TABLE `note` (\n\t`id` integer\n);\n";
    migrations.add("0001_note", migrations.newest + 1, sql);
    migrate();
    migrations.edit("0001_note", sql.replaceAll("\n", "\r\n"));
    expect(migrate()).toEqual({ applied: [], changed: [] });
  });

  test("are applied together or not at all, and the one that fails is named", () => {
    migrations.add("0001_good", migrations.newest + 1, "CREATE TABLE `note` (`id` integer);");
    migrations.add("0002_bad", migrations.newest + 2, "CREATE TABLE `note` (`id` integer);");
    expect(migrate).toThrow(/0002_bad failed, and nothing was changed: .*already exists/);
    expect(() => count("note")).toThrow("no such table");
  });

  describe("the command", () => {
    const run = () => promisify(execFile)(process.execPath, [migrateScript], { env: process.env });

    test("says what it applied, or that there was nothing to do", async () => {
      vi.stubEnv("DATABASE_URL", `${database.url}.empty`);
      const empty = openDatabase();
      empty.exec("create table __drizzle_migrations (id, hash text, created_at numeric)");
      // While this lasts, none of them can begin, and all of them come at once afterwards.
      empty.exec("begin immediate");
      const runs = [run(), run(), run()];
      await setTimeout(1500);
      empty.exec("commit");
      empty.close();

      const outputs = await Promise.all(runs);
      const idle = outputs.filter(({ stdout }) => /^Nothing to do/m.test(stdout));
      const busy = outputs.filter(({ stdout }) => /^Applied 0000_\w+\.$/m.test(stdout));
      expect([busy.length, idle.length]).toEqual([1, 2]);
      for (const { stdout } of busy) expect(stdout).not.toContain("Nothing to do");
    });

    test("fails with the reason, without a stack", async () => {
      connection.exec("drop table __drizzle_migrations");
      const failure = await run().catch((error) => error);
      expect(failure.code).toBe(1);
      expect(failure.stderr).toMatch(/0000_\w+ failed, and nothing was changed: .*already exists/);
      expect(failure.stderr).not.toContain("    at ");
    });
  });

  test.each([
    ["DROP TABLE `a`", true],
    ["ALTER TABLE `a` DROP COLUMN `b`", true],
    ["alter table a drop b", true],
    ["-- a note\nUPDATE a SET b = 1", true],
    ["CREATE TABLE b (x);\nDELETE FROM a", true],
    ["ALTER TABLE `a` ADD `b` text", false],
    ["CREATE TABLE a (b text REFERENCES c(d) ON UPDATE no action ON DELETE cascade)", false],
    ["CREATE INDEX `drop` ON a (b) -- drop table", false],
  ])("whether a copy is needed: %s", (statement, needed) => {
    expect(losesData(statement)).toBe(needed);
  });
});

describe("started from another folder", () => {
  // What is deployed, as in the Dockerfile, and a folder to start it from that has nothing to do with
  // it: process managers and systemd start a service wherever they like.
  const app = mkdtempSync(join(tmpdir(), "deployed-"));
  const cwd = mkdtempSync(join(tmpdir(), "elsewhere-"));
  const migrate = relative(process.cwd(), migrateScript);
  const env = { PATH: process.env.PATH, PORT: "0" };

  beforeAll(() => {
    for (const path of ["package.json", "build", join(migrate, "../../env"), join(migrate, "..")]) {
      cpSync(path, join(app, path), { recursive: true });
    }
    symlinkSync(resolve("node_modules"), join(app, "node_modules"), "junction");
    writeFileSync(
      join(app, ".env"),
      `BETTER_AUTH_SECRET=${secret}\nBETTER_AUTH_URL=http://localhost:3000\nDATABASE_URL=file:.data/app.db\n`,
    );
  });

  afterAll(() => {
    for (const folder of [app, cwd]) rmSync(folder, { recursive: true, maxRetries: 5 });
  });

  test("the app is migrated and served from its own folder", async () => {
    await promisify(execFile)(process.execPath, [join(app, migrate)], { cwd, env });
    expect(readdirSync(join(app, ".data"))).toContain("app.db");

    const server = spawn(process.execPath, [join(app, "build/server/index.js")], {
      cwd,
      // Production has a provider; printing email is for development.
      env: { ...env, NODE_ENV: "development" },
    });
    let port: string | undefined;
    let log = "";
    for await (const chunk of server.stdout) {
      log += chunk;
      port = /\(port (\d+)\)/.exec(log)?.[1];
      if (port) break;
    }
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    expect((await ask("/healthz")).status).toBe(200);
    expect((await ask("/favicon.svg")).status).toBe(200);
    expect((await ask("/login")).status).toBe(200);
    if (process.platform !== "win32") expect(rightsInDataFolder()).toEqual(new Set([0o700, 0o600]));
    server.kill();
    await once(server, "exit");
    expect(readdirSync(cwd)).toEqual([]);
  });

  /** Those of the folder and of every file in it, while the app runs. */
  function rightsInDataFolder() {
    const folder = join(app, ".data");
    const all = [folder, ...readdirSync(folder).map((name) => join(folder, name))];
    expect(all.length).toBeGreaterThan(2);
    return new Set(all.map((path) => statSync(path).mode & 0o777));
  }
});
