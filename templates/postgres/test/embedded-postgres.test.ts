import { execFile } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Client, Pool } from "pg";
import { afterAll, expect, test } from "vitest";
import { startEmbedded } from "./support/embedded";

const script = resolve("scripts/embedded-postgres/start.ts");
const cwd = mkdtempSync(join(tmpdir(), "embedded-postgres-"));
const state = join(cwd, ".data/postgres");
afterAll(() => rmSync(cwd, { recursive: true, maxRetries: 5, retryDelay: 200 }));

/** What every command of this project does, in a folder of its own: it asks, and stays connected. */
async function use() {
  const args = ["--disable-warning=ExperimentalWarning", script];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd });
  const port = Number(stdout);
  const user = connect(port, "127.0.0.1").on("error", () => {});
  await once(user, "connect");
  return { port, leave: () => user.destroy() };
}

async function query(port: number, statement: string) {
  const client = new Client(`postgres://postgres@127.0.0.1:${port}/postgres`);
  await client.connect();
  return client.query(statement).finally(() => client.end());
}

async function until(condition: () => boolean) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 50));
}

test("commands share one server, which survives being killed and ends with the last of them", async () => {
  const [first, second] = await Promise.all([use(), use()]);
  expect(second.port).toBe(first.port);
  await query(first.port, "create table note as select 'kept' as text");
  first.leave();
  expect((await query(second.port, "select text from note")).rows).toEqual([{ text: "kept" }]);

  const [, pid] = /Process (\d+)/.exec(readFileSync(join(state, "log"), "utf8")) ?? [];
  process.kill(Number(pid), "SIGKILL");
  const third = await use();
  expect((await query(third.port, "select text from note")).rows).toEqual([{ text: "kept" }]);

  third.leave();
  await until(() => !existsSync(join(state, "port")));
  await expect(query(third.port, "select 1")).rejects.toThrow();
}, 60_000);

test("connections that ask at the same time get their own answers", async () => {
  const { url, remove } = await startEmbedded();
  const pool = new Pool({ connectionString: url, max: 8 });
  await pool.query("create table place (number int primary key)");

  const questions = [
    async (number: number) => {
      const { rows } = await pool.query("select $1::int as number", [number]);
      expect(rows).toEqual([{ number }]);
    },
    async (number: number) => {
      const { rows } = await pool.query("select $1::text as a, $2::text as b", [number, "b"]);
      expect(rows).toEqual([{ a: `${number}`, b: "b" }]);
    },
    async (number: number) => {
      const insert = pool.query("insert into place values ($1)", [number % 10]);
      const code = await insert.then(
        () => "new",
        (error) => error.code,
      );
      expect(["new", "23505"]).toContain(code);
    },
  ];
  const asked = Array.from({ length: 300 }, (_, number) => questions[number % 3]?.(number));
  await Promise.all(asked);

  const { rows } = await pool.query("select count(*)::int from place");
  expect(rows).toEqual([{ count: 10 }]);
  await pool.end();
  await remove();
});

test("a transaction has the database to itself, and is undone when its connection breaks", async () => {
  const { url, remove } = await startEmbedded();
  const [writer, reader] = [new Client(url), new Client(url)];
  await Promise.all([writer.connect(), reader.connect()]);
  writer.on("error", () => {});
  await writer.query("create table note (text text)");
  await writer.query("begin");
  await writer.query("insert into note values ('never')");

  const seen = reader.query("select * from note");
  writer.connection.stream.destroy();
  expect((await seen).rows).toEqual([]);
  await reader.end();
  await remove();
});
