/**
 * How a project on SQLite copes with a million users: how long people wait, and how long the event
 * loop is blocked while expired rows are deleted.
 *
 *   node scripts/bench/million.ts <project> [seconds of pruning to watch]
 *
 * The project has to have sign-in with a code, and be installed and built. Half of its 2 million
 * sessions, a million verifications, and a million rate limits have expired.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { median } from "./median.ts";

const project = resolve(process.argv[2] ?? "apps/react-router-sqlite");
const watched = Number(process.argv[3] ?? 60);
const folder = mkdtempSync(join(tmpdir(), "million-"));
const file = join(folder, "app.db");
const env = {
  PATH: process.env["PATH"],
  NODE_ENV: "development",
  BETTER_AUTH_SECRET: "a-secret-for-measuring-and-for-nothing-else",
  DATABASE_URL: `file:${file}`,
  TRUSTED_PROXIES: "loopback",
  PORT: "0",
};
/** On each message, prints the longest time that the event loop was blocked, and resets it. */
const watchEventLoop = `data:text/javascript,
  import { monitorEventLoopDelay } from "node:perf_hooks";
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  process.on("message", () => { process.send(delay.max / 1e6); delay.reset(); });`;

try {
  const migrate = createRequire(join(project, "package.json"));
  fill(migrate("better-sqlite3"));
  await measure();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Connection {
  exec(sql: string): void;
  close(): void;
  prepare(sql: string): { pluck(): { get(): number } };
}

function fill(Database: new (file: string) => Connection) {
  const scripts = ["app/db/migrate.ts", "server/db/migrate.ts"].map((path) => join(project, path));
  if (
    !scripts.some(
      (script) => spawnSync(process.execPath, [script], { cwd: project, env }).status === 0,
    )
  ) {
    throw new Error(`Migrating ${project} failed`);
  }
  const started = Date.now();
  const connection = new Database(file);
  const numbers = (count: number) =>
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`;
  const now = Date.now();
  const time = (i: string) => `${now} + (case ${i} % 2 when 0 then 1 else -1 end) * 86400000`;
  connection.exec(`pragma synchronous = off; pragma cache_size = -500000; begin;
    ${numbers(1_000_000)} insert into user (id, name, email, email_verified) select 'user-' || i, '', 'user-' || i || '@example.com', 1 from n;
    ${numbers(1_000_000)} insert into account (id, account_id, provider_id, user_id, updated_at) select 'account-' || i, 'user-' || i, 'credential', 'user-' || i, ${now} from n;
    ${numbers(2_000_000)} insert into session (id, token, user_id, ip_address, user_agent, updated_at, expires_at) select lower(hex(randomblob(16))), lower(hex(randomblob(16))), 'user-' || (1 + i / 2 % 1000000), '192.0.2.1', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', ${now}, ${time("i")} from n;
    ${numbers(1_000_000)} insert into verification (id, identifier, value, expires_at) select lower(hex(randomblob(16))), lower(hex(randomblob(32))), lower(hex(randomblob(32))) || ':0', ${time("i")} from n;
    ${numbers(1_000_000)} insert into rate_limit (id, key, count, last_request) select lower(hex(randomblob(16))), lower(hex(randomblob(16))) || '|/sign-in', 1, ${now} + (case i % 2 when 0 then 0 else -1 end) * 200000000 from n;
    commit; pragma wal_checkpoint(truncate);`);
  connection.close();
  console.log(`filled in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

async function measure() {
  const { child, address } = await start();
  const [email, client] = [
    "user-77777@example.com",
    { "x-forwarded-for": "198.51.100.7", origin: address },
  ];
  let cookie = "";
  async function call(path: string, body?: object) {
    const started = performance.now();
    const response = await fetch(`${address}${path}`, {
      method: body ? "POST" : "GET",
      headers: { ...client, cookie, "content-type": "application/json" },
      body: body ? JSON.stringify(body) : null,
    });
    const text = await response.text();
    const took = performance.now() - started;
    for (const set of response.headers.getSetCookie()) cookie += `${set.split(";")[0]}; `;
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return { took, text };
  }

  const begun = Date.now();
  await call("/healthz");
  const sent = await call("/api/auth/email-otp/send-verification-otp", { email, type: "sign-in" });
  await sleep(200);
  // Without a proxy, because the mailbox is closed to requests through one.
  const mailbox = await fetch(`${address}/dev/mailbox.json`);
  const { messages } = (await mailbox.json()) as { messages: { to: string; code: string }[] };
  const otp = messages.find(({ to }) => to === email)?.code;
  const checked = await call("/api/auth/sign-in/email-otp", { email, otp });
  console.log(`request a code        ${ms(sent.took)}`);
  console.log(`check it and sign in  ${ms(checked.took)}`);
  const lookups = [];
  for (let count = 0; count < 20; count++) lookups.push((await call("/api/auth/get-session")).took);
  console.log(`look up a session     ${ms(median(lookups))}`);
  const health = [];
  for (let count = 0; count < 20; count++) health.push((await call("/healthz")).took);
  console.log(`health                ${ms(median(health))}`);

  // Deleting begins 15 seconds after the start. Before that, only noise is measured.
  await longestBlock(child);
  await sleep(Math.max(0, 13_000 - (Date.now() - begun)));
  console.log(`longest block before  ${ms(await longestBlock(child))}`);
  const before = countExpired();
  const pruning = Date.now();
  const during: number[] = [];
  while (Date.now() - pruning < watched * 1000) {
    during.push((await call("/healthz")).took);
    await sleep(20);
  }
  const deleted = before - countExpired();
  during.sort((a, b) => a - b);
  console.log(`pruning, ${watched} s: ${deleted} rows deleted`);
  console.log(`  the longest block   ${ms(await longestBlock(child))}`);
  console.log(`  health, median      ${ms(median(during))}`);
  console.log(`  health, 99th perc.  ${ms(during[Math.floor(during.length * 0.99)] ?? 0)}`);
  child.kill();
  await once(child, "exit");
}

async function start() {
  const entry = join(project, "build/server/index.js");
  const child = spawn(process.execPath, ["--import", watchEventLoop, entry], {
    cwd: project,
    env,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let log = "";
  for await (const chunk of child.stdout ?? []) {
    log += chunk;
    const port = /\(port (\d+)\)/.exec(log)?.[1];
    if (port) return { child, address: `http://127.0.0.1:${port}` };
  }
  throw new Error(`The server did not start:\n${log}`);
}

async function longestBlock(child: ChildProcess): Promise<number> {
  child.send("");
  const [longest] = await once(child, "message");
  return longest;
}

function countExpired(): number {
  const Database = createRequire(join(project, "package.json"))("better-sqlite3");
  const connection: Connection = new Database(file);
  const now = Date.now();
  const count = connection.prepare(
    `select (select count(*) from session where expires_at < ${now}) + (select count(*) from verification where expires_at < ${now}) + (select count(*) from rate_limit where last_request < ${now - 86_400_000})`,
  );
  const result = count.pluck().get();
  connection.close();
  return result;
}

function ms(time: number) {
  return `${time.toFixed(1).padStart(8)} ms`;
}
