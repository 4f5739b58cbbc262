import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { takeLock } from "./lock.ts";
import { folder, lockFile, logFile, portFile } from "./place.ts";

// Prints the port of the embedded PostgreSQL, and starts it before if it does not run.
const LONGEST_START_IN_MS = 60_000;

const deadline = Date.now() + LONGEST_START_IN_MS;
mkdirSync(folder, { recursive: true });
let server: ReturnType<typeof startServer> | undefined;
for (;;) {
  const running = isRunning();
  if (running && existsSync(portFile)) {
    const port = Number(readFileSync(portFile, "utf8"));
    // Having been connected also makes the server wait for whoever asked for the port.
    if (await canConnect(port)) {
      console.log(port);
      process.exit(0);
    }
  }
  if (server?.exitCode || Date.now() > deadline) {
    console.error(`The embedded PostgreSQL does not start:\n${readFileSync(logFile, "utf8")}`);
    process.exit(1);
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

function canConnect(port: number) {
  return new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
  });
}
