import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { PGlite } from "@electric-sql/pglite";
import { serve } from "../../scripts/embedded-postgres/serve";

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
  // In a monorepo, the package may be in a folder further up.
  const description = findPackageJSON("@electric-sql/pglite", import.meta.url) ?? "";
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
