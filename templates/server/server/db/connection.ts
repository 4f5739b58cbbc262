// @feature sqlite
import Database from "better-sqlite3";
import { checkWritable } from "./check-writable.ts";
import { makePrivateFile } from "./private-files.ts";
import { databaseFile } from "./url.ts";

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
