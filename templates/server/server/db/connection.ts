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

/** Where the database is if DATABASE_URL doesn't say: in a folder that git ignores. */
export const defaultDatabaseUrl = "file:.data/app.db";

/**
 * Parses DATABASE_URL: the path of the SQLite file, which may be relative to the app, or what is
 * wrong with it. The app and its tools all use this function, so they agree.
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
 * The path of the SQLite file. Tools use this, so they need nothing else from the environment.
 * Throws the app's own message if DATABASE_URL is invalid.
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
    // Read only by commands that connect, so `generate` needs no database.
    get url() {
      return databaseFile();
    },
  },
} as const;

/** Opens the database, and creates an empty one if there is none. */
export function openDatabase() {
  const file = databaseFile();
  checkWritable(file);
  makePrivateFile(file);
  const connection = new Database(file);
  // Readers don't wait for the writer, and a second process waits its turn instead of failing.
  connection.pragma("journal_mode = WAL");
  connection.pragma("busy_timeout = 5000");
  // SQLite checks foreign keys only if told to.
  connection.pragma("foreign_keys = ON");
  return connection;
}

/**
 * Throws an error that names the folder, the user, and the remedy if the database can't be written.
 * Otherwise it would be a stack trace, and a container would restart over and over. Typically, a
 * volume belongs to root and the app runs as another user.
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
        `The database can't be written: ${path} isn't writable by user ${user}. ` +
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

/** Everything that helps is in the message. */
function withoutStack(message: string) {
  const error = new Error(message);
  error.stack = message;
  return error;
}

const ownFolder = join(root, ".data");

/**
 * Creates a file, and its parent folders, that only the app's user can read. Otherwise everyone with
 * an account on the machine could. Existing ones keep their permissions, unless they are in `.data`,
 * which is the app's own. SQLite gives its other files the permissions of the database.
 */
export function makePrivateFile(file: string) {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
  if (folder !== ownFolder) return;
  if (isOurs(folder)) chmodSync(folder, 0o700);
  if (isOurs(file)) chmodSync(file, 0o600);
}

/** A volume may be writable by the app's group but belong to a user who alone can change that. */
function isOurs(path: string) {
  return !process.getuid || statSync(path).uid === process.getuid();
}

/** Started with this as its data, the file is the thread that deletes rows (index.ts). */
export const deletingThread = "deletes";

// Runs what it is sent. An error ends the thread and rejects the promise that waits for it.
if (workerData === deletingThread) {
  const connection = openDatabase();
  parentPort?.on("message", ({ sql, params }: { sql: string; params: unknown[] }) => {
    parentPort?.postMessage(connection.prepare(sql).run(...params).changes);
  });
}
