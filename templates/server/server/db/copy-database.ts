// @feature sqlite
import { readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { makePrivateFile } from "./private-files.ts";

const COPIES = 3;

/**
 * Copies the database before a migration that cannot be undone, and keeps the newest three copies.
 * The copy is beside the database and named by time and migration: to go back, stop the app and put
 * it in the place of the database.
 */
export function copyDatabase(file: string, migration: string) {
  const time = new Date().toISOString().replaceAll(":", "-");
  const copy = `${file}.${time}.before-${migration}`;
  makePrivateFile(copy);
  // A connection of its own, because this cannot be done inside the migration's transaction.
  const reader = new Database(file, { readonly: true });
  try {
    reader.prepare("vacuum into ?").run(copy);
  } catch (error) {
    rmSync(copy, { force: true });
    throw new Error(
      `The database could not be copied before ${migration}, so nothing was changed: ${(error as Error).message}`,
    );
  } finally {
    reader.close();
  }
  console.log(`Copied the database to ${copy}, because ${migration} drops or rewrites something.`);
  for (const old of copiesOf(file).slice(COPIES)) rmSync(old);
}

/** The newest first. */
function copiesOf(file: string) {
  const name = `${basename(file)}.`;
  return readdirSync(dirname(file))
    .filter(
      (other) => other.startsWith(name) && /^[\dT.-]+Z\.before-/.test(other.slice(name.length)),
    )
    .sort()
    .reverse()
    .map((other) => join(dirname(file), other));
}
