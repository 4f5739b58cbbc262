import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { takeLock } from "./lock.ts";
import { dataFolder, folder, lockFile, portFile } from "./place.ts";
import { serve } from "./serve.ts";

// The embedded PostgreSQL. It runs as long as a process is connected to it and a little longer, so
// that several commands in a row don't each start it again.
const GRACE_IN_MS = 3000;

const giveLockBack = takeLock(lockFile, 1000);
// Another command was faster; its server is the one to use.
if (!giveLockBack) process.exit(0);
rmSync(portFile, { force: true });

if (!existsSync(dataFolder)) await initialise();
console.log("Opening the database.");
const server = await serve(await PGlite.create(dataFolder));
const port = String(server.port);
writeFileSync(portFile, port);
console.log(`Process ${process.pid} listens on port ${port}.`);

const watch = setInterval(() => {
  if (server.unusedForMs() > GRACE_IN_MS || !isOurs()) void stop();
}, 250);
process.once("SIGTERM", stop).once("SIGINT", stop);

/**
 * In another folder first, so that what a power cut leaves unfinished isn't mistaken for a
 * database.
 */
async function initialise() {
  console.log("Creating an empty database, once for this project.");
  const unfinished = `${folder}/unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await (await PGlite.create(unfinished)).close();
  renameSync(unfinished, dataFolder);
}

/** No longer after someone has deleted the folder, to begin with an empty database. */
function isOurs() {
  return existsSync(portFile) && readFileSync(portFile, "utf8") === port;
}

async function stop() {
  clearInterval(watch);
  if (isOurs()) rmSync(portFile);
  await server.close();
  giveLockBack?.();
  process.exit(0);
}
