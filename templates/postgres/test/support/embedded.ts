import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { serve } from "../../scripts/embedded-postgres/serve";
import { folderOf } from "./installed";

const cache = "node_modules/.cache";

/** A PostgreSQL in memory, in this process. */
export async function startEmbedded() {
  // Read at once, because another worker may put the same file in its place.
  const cluster = new Blob([readFileSync(await emptyCluster())]);
  const { url, close } = await serve(await PGlite.create({ loadDataDir: cluster }));
  return { url, remove: close };
}

/** Making an empty cluster takes seconds, copying one does not: so one is kept. */
async function emptyCluster() {
  const description = join(folderOf("@electric-sql/pglite"), "package.json");
  const { version } = JSON.parse(readFileSync(description, "utf8"));
  const file = `${cache}/pglite-${version}.tar`;
  if (existsSync(file)) return file;

  const database = await PGlite.create("memory://");
  const cluster = await database.dumpDataDir("none");
  await database.close();
  mkdirSync(cache, { recursive: true });
  // Another worker may be doing the same, and must not read half a file.
  writeFileSync(`${file}.${process.pid}`, await cluster.bytes());
  renameSync(`${file}.${process.pid}`, file);
  return file;
}
