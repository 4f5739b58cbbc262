import { execFile, execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareMigrations } from "~/db/migrations";
import { createDatabase } from "./support/database";
import { folderOf } from "./support/project";
import { emailSettings } from "./support/sent-email";
import { secret, spawnServer, until } from "./support/server";

const run = promisify(execFile);
const dockerfile = readFileSync("Dockerfile", "utf8");
const copied = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map(
  ([, path = ""]) => path,
);
/** What is run as it is written, with its place in the project. */
const [, source = ""] = /cp -r --parents (.*) \/source$/m.exec(dockerfile) ?? [];
const [, migrate = ""] = /"node (--run \S+) && exec /.exec(dockerfile) ?? [];

/** The variables of .env.example, as `docker run --env-file` reads a copy of it. */
const example = Object.fromEntries(
  readFileSync(".env.example", "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, name, value = ""] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return name ? [[name, value]] : [];
    }),
);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "image-"));
  for (const path of [...copied, ...globSync(source.split(" "))]) {
    if (path === "node_modules") continue;
    cpSync(path, join(folder, path), { recursive: true });
  }
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const name of Object.keys(dependencies)) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(realpathSync(folderOf(name)), link, "junction");
  }
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5, retryDelay: 200 }));

describe("the image", () => {
  test("has everything the app needs, with variables from a copy of .env.example", async () => {
    const database = await createDatabase();
    const env = {
      ...example,
      ...emailSettings,
      PATH: process.env.PATH,
      NODE_ENV: "production",
      BETTER_AUTH_SECRET: secret,
      DATABASE_URL: database.url,
    };
    await run(process.execPath, migrate.split(" "), { cwd: folder, env });
    const { child, log } = spawnServer({ ...env, PORT: "0" }, folder);
    const port = await until(() => {
      if (child.exitCode !== null) throw new Error(log.text);
      return /\(port (\d+)\)/.exec(log.text)?.[1];
    });
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(health.status).toBe(200);
    // The page comes from the build, and so does what it loads.
    const page = await fetch(`http://127.0.0.1:${port}/login`);
    const [asset] = /\/assets\/[\w.-]+\.js/.exec(await page.text()) ?? [];
    expect((await fetch(`http://127.0.0.1:${port}${asset}`)).status).toBe(200);
    child.kill();
    // On Windows, a process that was ended has no exit code.
    await until(() => child.exitCode !== null || child.signalCode !== null);
    await database.remove();
  });

  // @feature sqlite
  test("keeps the database in its volume when a copy of .env.example names it", async () => {
    await run(process.execPath, migrate.split(" "), {
      cwd: folder,
      env: { ...example, PATH: process.env.PATH, NODE_ENV: "production" },
    });
    expect(dockerfile).toContain("mkdir .data");
    expect(readFileSync(join(folder, ".data/app.db")).length).toBeGreaterThan(0);
  });

  // @end
  test.each([
    ["", "http://127.0.0.1:3000/healthz"],
    ["8080", "http://127.0.0.1:8080/healthz"],
  ])("checks the app's health at its own port when PORT is %j", async (PORT, address) => {
    const [, command = "[]"] = /^HEALTHCHECK .*\n *CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    const [, ...args] = JSON.parse(command) as string[];
    const fetchThatTells = "globalThis.fetch = async (url) => (console.log(url), { ok: true })";
    const preload = ["--import", `data:text/javascript,${encodeURIComponent(fetchThatTells)}`];
    const { stdout } = await run(process.execPath, [...preload, ...args], { env: { PORT } });
    expect(stdout.trim()).toBe(address);
  });

  test("lets its user read everything, no matter which umask it was built with", () => {
    const [, readable = ""] = /chmod -R a\+rX (.*)$/m.exec(dockerfile) ?? [];
    expect(readable.split(" ").toSorted()).toEqual(["/source", ...copied].toSorted());
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  test("declares no volume, which some platforms refuse", () => {
    expect(dockerfile).not.toMatch(/^VOLUME/m);
  });
});

/** Files with secrets or with people's data, as they come up in the life of a project. */
const secretFiles = [
  ".env",
  ".env.local",
  ".env.production",
  ".env.production.local",
  ".env.bak",
  ".env~",
  ".envrc",
  "production.env",
  "deploy/staging.env",
  "deploy/.env",
  "certificate.pem",
  "deploy/private.key",
  ".data/app.db",
  ".data/app.db-wal",
  "app.db",
  "copy.db",
  "backup/app.db-wal",
  "app.sqlite",
  "app.sqlite3",
];

const projectFiles = [".env.example", "package.json", "drizzle.config.ts", "public/logo.png"];

describe("a file with secrets", () => {
  test("isn't committed", () => {
    const folder = mkdtempSync(join(tmpdir(), "ignored-"));
    copyFileSync(".gitignore", join(folder, ".gitignore"));
    const git = (args: string[], input = "") =>
      execFileSync("git", args, { cwd: folder, input, encoding: "utf8" });
    git(["init", "--quiet"]);
    const files = [...secretFiles, ...projectFiles].join("\n");
    const ignored = git(["check-ignore", "--stdin"], files).trim().split("\n");
    expect(ignored).toEqual(secretFiles);
    rmSync(folder, { recursive: true });
  });

  test("doesn't get into a layer of the image", () => {
    const patterns = readFileSync(".dockerignore", "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map(asExpression);
    const isIgnored = (file: string) => patterns.some((pattern) => pattern.test(file));
    const secrets = [...secretFiles, ".npmrc", ".git/config", "node_modules/x/index.js"];
    expect(secrets.filter((file) => !isIgnored(file))).toEqual([]);
    expect(["package.json", "drizzle.config.ts", "public/logo.png"].filter(isIgnored)).toEqual([]);
  });
});

/** A pattern of .dockerignore: from the root on, a folder with all that is in it. */
function asExpression(pattern: string) {
  const written = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("**/", "<any>")
    .replaceAll("*", "[^/]*")
    .replaceAll("<any>", "(.*/)?");
  return new RegExp(`^${written}(/|$)`);
}

const migration = (name: string, when: number, hash = `hash of ${name}`) => ({
  name,
  when,
  hash,
  statements: [],
});
const record = (when: number, hash: string) => ({ created_at: String(when), hash });

function names(migrations: ReturnType<typeof migration>[], records: ReturnType<typeof record>[]) {
  const { pending, changed, unknown } = compareMigrations(migrations, records);
  const nameOf = ({ name }: { name: string }) => name;
  return { pending: pending.map(nameOf), changed: changed.map(nameOf), unknown };
}

describe("the list of pending migrations", () => {
  const [first, second, third] = [migration("a", 1), migration("b", 5), migration("c", 3)];

  test("has everything for an empty database, in the order of the journal", () => {
    expect(names([first, second, third], [])).toEqual({
      pending: ["a", "b", "c"],
      changed: [],
      unknown: 0,
    });
  });

  test("is empty if the database has everything", () => {
    const records = [record(5, second.hash), record(1, first.hash), record(3, third.hash)];
    expect(names([first, second, third], records)).toEqual({
      pending: [],
      changed: [],
      unknown: 0,
    });
  });

  test("includes one that is older than the latest that was applied", () => {
    const records = [record(1, first.hash), record(5, second.hash)];
    expect(names([first, second, third], records).pending).toEqual(["c"]);
  });

  test("leaves out one that was renamed or given another time after it was applied", () => {
    const records = [record(1, first.hash), record(5, second.hash)];
    const moved = { ...second, name: "b2", when: 9 };
    expect(names([first, moved], records)).toEqual({ pending: [], changed: [], unknown: 0 });
  });

  test("leaves out one that has been edited since it was applied", () => {
    const records = [record(1, first.hash), record(5, "another text")];
    expect(names([first, second], records)).toEqual({ pending: [], changed: ["b"], unknown: 0 });
  });

  test("includes one of two with the same text if the database has the other", () => {
    const twins = [migration("a", 1, "same"), migration("b", 2, "same")];
    expect(names(twins, [record(2, "same")]).pending).toEqual(["a"]);
  });
});

test("applied migrations that the journal doesn't know are counted", () => {
  expect(names([migration("a", 1)], [record(1, "hash of a"), record(2, "?")]).unknown).toBe(1);
});
