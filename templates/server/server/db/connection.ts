import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";
import { loadEnv, root } from "../env/root.ts";

loadEnv();

/** Where the database is when DATABASE_URL doesn't say: in a folder that git ignores. */
export const defaultDatabaseUrl = "file:.data/app.db";

/**
 * Reads DATABASE_URL: the path of the SQLite file, which may be relative to the app, or what is
 * wrong with the address. The app and its tools all ask here, so that they agree.
 */
export function readDatabaseUrl(url: string): { file: string } | { problem: string } {
  if (!url.startsWith("file:")) {
    return { problem: "has to begin with file:, for example file:.data/app.db." };
  }
  if (/[?#]/.test(url)) {
    return { problem: "can't have parameters. Write a ? in a file name as %3F and a # as %23." };
  }
  const [, host, encoded = ""] = /^file:(?:\/\/([^/]*))?(.*)$/s.exec(url) ?? [];
  if (host) {
    return { problem: "names another machine. Write file:folder/app.db or file:/folder/app.db." };
  }
  const path = decoded(encoded);
  if (path === undefined || path.includes("\0")) {
    return { problem: "has a % that encodes nothing. Write a % in a file name as %25." };
  }
  if (path === ":memory:") {
    return { problem: "can't be in memory, where every command would find it empty." };
  }
  if (path === "" || /[\\/]$/.test(path)) {
    return { problem: "has to name a file, for example file:.data/app.db." };
  }
  // On Windows, file:///C:/app.db means C:/app.db.
  return { file: path.replace(/^\/(?=[a-z]:[\\/])/i, "") };
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * The path of the SQLite file. Tools use this, so that they need nothing else of the environment.
 * Throws what the app would say if it can't use DATABASE_URL.
 */
function databaseFile() {
  const address = readDatabaseUrl(process.env.DATABASE_URL || defaultDatabaseUrl);
  if ("problem" in address) throw new Error(`DATABASE_URL ${address.problem}`);
  return resolve(root, address.file);
}

/** Which database it is, for drizzle-kit. */
export const kit = {
  dialect: "sqlite",
  dbCredentials: {
    // Read by the commands that connect, so that `generate` needs no database.
    get url() {
      return databaseFile();
    },
  },
} as const;

/** Opens the database, and makes an empty one where there is none. */
export function openDatabase() {
  const file = databaseFile();
  checkWritable(file);
  makePrivateFile(file);
  const connection = new Database(file);
  // Readers do not wait for the writer, and a second process waits its turn instead of failing.
  connection.pragma("journal_mode = WAL");
  connection.pragma("busy_timeout = 5000");
  // SQLite checks foreign keys only when it is told to.
  connection.pragma("foreign_keys = ON");
  return connection;
}

/**
 * Throws an error that names the folder, the user and the remedy when the database can't be written.
 * Without this, it would be a stack trace, and a container would start again and again. Typically a
 * volume belongs to root, and the app runs as another user.
 */
export function checkWritable(file: string) {
  const existing = [`${file}-wal`, file, nearestFolder(dirname(file))].filter(existsSync);
  for (const path of existing) {
    const reason = refusalOf(path);
    if (reason === "EROFS") {
      throw withoutStack(
        `The database can't be written: ${path} is read-only. Mount a volume at ${dirname(file)}.`,
      );
    }
    if (reason) {
      const user = process.getuid?.() ?? "that runs the app";
      throw withoutStack(
        `The database can't be written: ${path} is closed to user ${user}, as which the app runs. ` +
          `Run "chown -R ${user} ${dirname(file)}" as root, or let the platform do it: ` +
          `fsGroup: ${user} on Kubernetes, RAILWAY_RUN_UID=0 on Railway.`,
      );
    }
  }
}

function refusalOf(path: string) {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

function nearestFolder(folder: string): string {
  const parent = dirname(folder);
  return existsSync(folder) || parent === folder ? folder : nearestFolder(parent);
}

/** All that helps is in the message. */
function withoutStack(message: string) {
  const error = new Error(message);
  error.stack = message;
  return error;
}

const ownFolder = join(root, ".data");

/**
 * Makes a file, and the folders on the way to it, that only the app's user can read: without this,
 * everyone with an account on the machine could. What is there already keeps its rights, unless it
 * is in `.data`, which is the app's own. SQLite gives its other files the rights of the database.
 */
export function makePrivateFile(file: string) {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  if (folder !== ownFolder) return;
  if (isOurs(folder)) chmodSync(folder, 0o700);
  if (isOurs(file)) chmodSync(file, 0o600);
}

/** A volume may belong to another user, who alone can change its rights, and be open to the app's group. */
function isOurs(path: string) {
  return !process.getuid || statSync(path).uid === process.getuid();
}

/** Started with this as its data, the file is the thread in which rows are deleted (index.ts). */
export const deletingThread = "deletes";

// Runs what it is sent. An error ends the thread and rejects the promise that waits for it.
if (workerData === deletingThread) {
  const connection = openDatabase();
  parentPort?.on("message", ({ sql, params }: { sql: string; params: unknown[] }) => {
    parentPort?.postMessage(connection.prepare(sql).run(...params).changes);
  });
}
