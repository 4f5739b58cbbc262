import { execFile } from "node:child_process";
import {
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
import { createDatabase } from "./support/database";
import { folderOf } from "./support/installed";
import { emailSettings } from "./support/sent-email";
import { secret, spawnServer } from "./support/server";
import { until } from "./support/until";

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
  test("has all that the app needs, and takes its variables from a copy of .env.example", async () => {
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
  ])("asks for its health where the app is when PORT is %j", async (PORT, address) => {
    const [, command = "[]"] = /^HEALTHCHECK .*\n *CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    const [, ...args] = JSON.parse(command) as string[];
    const fetchThatTells = "globalThis.fetch = async (url) => (console.log(url), { ok: true })";
    const preload = ["--import", `data:text/javascript,${encodeURIComponent(fetchThatTells)}`];
    const { stdout } = await run(process.execPath, [...preload, ...args], { env: { PORT } });
    expect(stdout.trim()).toBe(address);
  });

  test("lets its user read everything, whatever umask it was built with", () => {
    const [, readable = ""] = /chmod -R a\+rX (.*)$/m.exec(dockerfile) ?? [];
    expect(readable.split(" ").toSorted()).toEqual(["/source", ...copied].toSorted());
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  test("declares no volume, which some platforms refuse", () => {
    expect(dockerfile).not.toMatch(/^VOLUME/m);
  });
});
