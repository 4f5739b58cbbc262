import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { takeLock } from "./lock.ts";
import { folder, lockFile, logFile, portFile } from "./place.ts";

// Prints the port of the embedded PostgreSQL, and starts it first if it isn't running. An idle
// machine needs three seconds for the first start. A busy one has needed more than a minute.
const LONGEST_START_IN_MS = 10 * 60_000;
const FIRST_WORD_AFTER_IN_MS = 5000;
const NEXT_WORD_AFTER_IN_MS = 15_000;

const started = Date.now();
let nextWord = started + FIRST_WORD_AFTER_IN_MS;
// Only the user who runs them can read the files that this script and the server create.
process.umask(0o077);
mkdirSync(folder, { recursive: true });
let server: ReturnType<typeof startServer> | undefined;
for (;;) {
  const running = isRunning();
  if (running && existsSync(portFile)) {
    const port = Number(readFileSync(portFile, "utf8"));
    // Connecting also makes the server wait for the process that asked for the port.
    if (await canConnect(port)) {
      console.log(port);
      process.exit(0);
    }
  }
  if (server?.exitCode) giveUp(`ended with exit code ${server.exitCode}`);
  if (Date.now() - started > LONGEST_START_IN_MS) {
    giveUp(`didn't start within ${LONGEST_START_IN_MS / 60_000} minutes`);
  }
  if (Date.now() > nextWord) {
    nextWord = Date.now() + NEXT_WORD_AFTER_IN_MS;
    console.error(`Starting the embedded PostgreSQL (${secondsSinceStart()} s): ${lastWord()}`);
  }
  // One that came too late ends by itself, and one may have been killed.
  const none = !server || server.exitCode === 0 || server.signalCode !== null;
  if (!running && none) server = startServer();
  await sleep(20);
}

function isRunning() {
  const giveBack = takeLock(lockFile);
  giveBack?.();
  return !giveBack;
}

/** In a process of its own, because it outlives this command as long as others are using it. */
function startServer() {
  const log = openSync(logFile, "w");
  const script = `${import.meta.dirname}/server.ts`;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script], {
    detached: true,
    stdio: ["ignore", log, log],
    windowsHide: true,
  });
  child.unref();
  return child;
}

/** What the server is doing, in its own words. */
function lastWord() {
  const lines = existsSync(logFile) ? readFileSync(logFile, "utf8").trim().split("\n") : [];
  return lines.at(-1) || "waiting for its process.";
}

function secondsSinceStart() {
  return Math.round((Date.now() - started) / 1000);
}

function giveUp(reason: string): never {
  const log = existsSync(logFile) ? readFileSync(logFile, "utf8").trim() : "";
  console.error(
    `The embedded PostgreSQL ${reason}. This is its log (${resolve(logFile)}):\n${log || "(empty)"}\nRun the command again: it continues where it stopped. If the machine is busy, wait until it has less to do.`,
  );
  process.exit(1);
}

function canConnect(port: number) {
  return new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  });
}
