// @feature sqlite
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateScript } from "./support/migrations";
import { secret } from "./support/server";

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

test("started from another folder, the app is migrated and served from its own", async () => {
  await promisify(execFile)(process.execPath, [join(app, migrate)], { cwd, env });
  expect(readdirSync(join(app, ".data"))).toContain("app.db");

  const server = spawn(process.execPath, [join(app, "build/server/index.js")], {
    cwd,
    // Whoever runs the app in production has a provider; printing e-mail is for development.
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
