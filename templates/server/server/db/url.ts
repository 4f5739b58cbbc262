import "../env/file.ts";
import { resolve } from "node:path";
import { defaultDatabaseUrl, readDatabaseUrl } from "../env/database-address.ts";
import { root } from "../env/root.ts";

/**
 * The path of the SQLite file. Tools use this, so that they need nothing else of the environment.
 * Throws what the app would say if it can't use DATABASE_URL.
 */
export function databaseFile() {
  const address = readDatabaseUrl(process.env.DATABASE_URL || defaultDatabaseUrl);
  if ("problem" in address) throw new Error(`DATABASE_URL ${address.problem}`);
  return resolve(root, address.file);
}
