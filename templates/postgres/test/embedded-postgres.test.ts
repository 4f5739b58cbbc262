import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, expect, test } from "vitest";
import { startEmbedded } from "./support/database";

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

/** A process that was killed takes connections until the system has ended it. */
async function untilNobodyListens(port: number) {
  const isTaken = () => {
    const socket = connect(port, "127.0.0.1");
    return once(socket, "connect").then(
      () => Boolean(socket.destroy()),
      () => false,
    );
  };
  while (await isTaken()) await setTimeout(50);
}

async function until(condition: () => boolean) {
  while (!condition()) await setTimeout(50);
}

test("commands share one server, which survives being killed and ends with the last", async () => {
  const [first, second] = await Promise.all([use(), use()]);
  expect(second.port).toBe(first.port);
  await query(first.port, "create table note as select 'kept' as text");
  first.leave();
  expect((await query(second.port, "select text from note")).rows).toEqual([{ text: "kept" }]);

  const [, pid] = /Process (\d+)/.exec(readFileSync(join(state, "log"), "utf8")) ?? [];
  process.kill(Number(pid), "SIGKILL");
  await untilNobodyListens(second.port);
  const third = await use();
  expect((await query(third.port, "select text from note")).rows).toEqual([{ text: "kept" }]);

  third.leave();
  await until(() => !existsSync(join(state, "port")));
  await expect(query(third.port, "select 1")).rejects.toThrow();
}, 60_000);

test("a query that arrives in pieces isn't mixed up with another one", async () => {
  const { url, remove } = await startEmbedded();
  const other = new Client(url);
  await other.connect();
  const slow = connect(Number(new URL(url).port), "127.0.0.1");
  let response = "";
  slow.on("data", (chunk: Buffer) => {
    response += chunk.toString("latin1");
  });
  const send = (type: string, body: string) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    slow.write(Buffer.concat([Buffer.from(type), length, Buffer.from(body)]));
  };
  send("", "\0\u0003\0\0user\0postgres\0database\0postgres\0\0");
  await until(() => response.includes("Z\0\0\0\u0005I"));

  // Parse, and only after a while bind, execute and sync: the four parts of one query.
  send("P", "\0select 'mine'\0\0\0");
  await setTimeout(200);
  const theirs = other.query("select $1::text as text", ["theirs"]);
  await setTimeout(200);
  send("B", "\0\0\0\0\0\0\0\0");
  send("E", "\0\0\0\0\0");
  send("S", "");

  expect((await theirs).rows).toEqual([{ text: "theirs" }]);
  expect(response).toContain("mine");
  slow.destroy();
  await other.end();
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

test("a transaction that waits for another connection fails instead of waiting forever", async () => {
  const { url, remove } = await startEmbedded(100);
  const [writer, reader] = [new Client(url), new Client(url)];
  await Promise.all([writer.connect(), reader.connect()]);
  writer.on("error", () => {});
  await writer.query("create table note (text text)");
  await writer.query("begin; insert into note values ('never')");
  expect((await reader.query("select * from note")).rows).toEqual([]);
  await expect(writer.query("commit")).rejects.toThrow();
  // A connection may pause as long as it likes between transactions.
  await setTimeout(300);
  expect((await reader.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await reader.end();
  await remove();
});

test("a slow start says what it is waiting for", async () => {
  const slow = mkdtempSync(join(tmpdir(), "embedded-postgres-"));
  const folder = join(slow, ".data/postgres");
  mkdirSync(folder, { recursive: true });
  // While another process has the lock and says no port, the server is still on its way.
  const lock = new DatabaseSync(join(folder, "lock"));
  lock.exec("begin exclusive");
  writeFileSync(join(folder, "log"), "Creating an empty database, once for this project.\n");
  const command = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script], {
    cwd: slow,
  });
  let said = "";
  command.stderr.on("data", (chunk: Buffer) => {
    said += chunk;
  });
  await until(() => said.includes("\n"));
  expect(said).toMatch(
    /^Starting the embedded PostgreSQL \(\d+ s\): Creating an empty database, once for this project\.$/m,
  );
  command.kill();
  await once(command, "close");
  lock.close();
  rmSync(slow, { recursive: true, maxRetries: 5, retryDelay: 200 });
});

test("a failed start gives the reason and where its log is", async () => {
  const broken = mkdtempSync(join(tmpdir(), "embedded-postgres-"));
  const folder = join(broken, ".data/postgres");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "data"), "not a folder");
  const args = ["--disable-warning=ExperimentalWarning", script];
  const failure = await promisify(execFile)(process.execPath, args, { cwd: broken }).catch(
    (error) => error,
  );
  expect(failure.code).toBe(1);
  expect(failure.stderr).toMatch(/The embedded PostgreSQL ended with exit code \d+\..*log \(/);
  expect(failure.stderr).toContain("Opening the database.");
  rmSync(broken, { recursive: true, maxRetries: 5, retryDelay: 200 });
});

test.skipIf(process.platform === "win32")("no one else can read its data", async () => {
  const { leave } = await use();
  for (const name of ["", "data", "log", "port"]) {
    expect([name, statSync(join(state, name)).mode & 0o077]).toEqual([name, 0]);
  }
  leave();
  await until(() => !existsSync(join(state, "port")));
});
