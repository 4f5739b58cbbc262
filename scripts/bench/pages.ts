/**
 * How fast a built project serves its pages, compared with a plain app that has the features of the
 * guide that this repository began with (plain-app/), both in production:
 *
 *   node scripts/bench/pages.ts <project> [rounds] [only pages]
 *
 * The project signs in by code and has its packages, its database and its build. With PostgreSQL,
 * both get databases of their own on a real server. Rounds alternate, so that both meet the same
 * noise: look at the ratios.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { startPostgres } from "../smoke/postgres-server.ts";
import { type Contender, generatedApp, plainApp, type Running, run } from "./contenders.ts";
import { load } from "./load.ts";
import { median } from "./median.ts";

const exec = promisify(execFile);
const CONNECTIONS = 20;
const ROUND_IN_MS = 1000;
const CLIENTS = 50;
const SIGN_INS = 200;
const REQUESTS = 20_000;

const project = resolve(process.argv[2] ?? ".");
const rounds = Number(process.argv[3] ?? 10);
const onlyPages = process.argv[4] === "only-pages";

const { app, database, serverFolder } = await generatedApp(project);
const plain = await plainApp(project, database, serverFolder);
const folder = await mkdtemp(join(tmpdir(), "create-auth-app-pages-"));
const server = database === "postgres" ? await startPostgres() : undefined;
const running: Running[] = [];
try {
  for (const contender of [plain, app]) running.push(await start(contender));
  await comparePages();
  if (!onlyPages) {
    await compareSignIns();
    await compareMemory();
  }
} finally {
  await Promise.all(running.map(({ stop }) => stop()));
  await server?.remove();
  await rm(folder, { recursive: true });
}

/** Each with a new database that the project's own migrations have filled. */
async function start(contender: Contender) {
  const name = contender.name.replaceAll(/\W/g, "_");
  let url = `file:${contender === plain ? join(plain.folder, "db.sqlite3") : join(folder, "app.db")}`;
  if (server) {
    const { default: pg } = await import(join(project, "node_modules/pg/lib/index.js"));
    const client = new pg.Client(server.url);
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    url = server.url.replace(/\/postgres$/, `/${name}`);
  }
  const env = { ...process.env, DATABASE_URL: url };
  await exec(process.execPath, [`${serverFolder}/db/migrate.ts`], { cwd: project, env });
  return run(contender, url);
}

async function comparePages() {
  const pages = Object.keys(app.pages) as (keyof Contender["pages"])[];
  const cookies = await Promise.all(running.map((one) => one.signIn("reader@example.com")));
  const rates = new Map(pages.map((page) => [page, running.map((): number[] => [])]));
  for (let round = -1; round < rounds; round += 1) {
    for (const page of pages) {
      for (const [index, one] of running.entries()) {
        const cookie = page === "sign-in page" ? "" : (cookies[index] ?? "");
        const until = { ms: ROUND_IN_MS };
        const rate = await load(one.at(page), { cookie, connections: CONNECTIONS, until });
        const warmUp = round < 0;
        if (!warmUp) rates.get(page)?.[index]?.push(rate);
      }
    }
  }
  console.log(
    `Node ${process.versions.node}, ${database}, ${rounds} alternating rounds, medians, requests/s over ${CONNECTIONS} connections:`,
  );
  print("", ...running.map(({ name }) => name), "ratio");
  for (const [page, measured] of rates) print(page, ...compared(measured.map(median)));
}

async function compareSignIns() {
  const rates = running.map((): number[] => []);
  for (let round = 0; round < 3; round += 1) {
    for (const [index, one] of running.entries()) {
      let begun = 0;
      const started = performance.now();
      const client = async () => {
        while (begun < SIGN_INS) await one.signIn(`person-${round}-${begun++}@example.com`);
      };
      await Promise.all(Array.from({ length: CLIENTS }, client));
      rates[index]?.push((begun / (performance.now() - started)) * 1000);
    }
  }
  print(`sign-ins/s of ${CLIENTS} clients`, ...compared(rates.map(median)));
}

/** The memory of the process in MB, before and after many requests to the dashboard. */
async function compareMemory() {
  for (const one of running) {
    const cookie = await one.signIn("someone@example.com");
    const memory = [await one.memory()];
    for (let part = 0; part < 4; part += 1) {
      await load(one.at("dashboard"), { cookie, until: { requests: REQUESTS / 4 } });
      memory.push(await one.memory());
    }
    const each = memory.map((mb) => mb.toFixed(0)).join(", ");
    console.log(`${one.name}: ${each} MB before and after each quarter of ${REQUESTS} requests`);
  }
}

function compared([reference = Number.NaN, ours = Number.NaN]: number[]) {
  return [reference.toFixed(0), ours.toFixed(0), `${(ours / reference).toFixed(2)} x`];
}

function print(first: string, ...others: string[]) {
  console.log(first.padEnd(26) + others.map((text) => text.padStart(17)).join(""));
}
