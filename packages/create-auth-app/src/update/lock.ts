import {
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { errorCode, exitCodes, UserError } from "../errors.ts";
import { makeStateFolder, stateFolder } from "./journal.ts";

/** Keeps a second update out of the project. Returns a function that ends this. */
export function lock(root: string): () => void {
  const file = join(makeStateFolder(root), "lock");
  if (!take(file)) {
    const holder = readHolder(file);
    if (holder !== undefined && isRunning(holder)) throw alreadyRunning(holder);
    // Its process was killed. If several processes see this, only one of them can rename the lock.
    setAside(file, holder);
    if (!take(file)) throw alreadyRunning(readHolder(file));
  }
  return () => rmSync(file, { force: true });
}

/** Removes everything that an update has staged. Call it with the lock held. */
export function tidy(root: string): void {
  const folder = join(root, stateFolder);
  try {
    for (const entry of readdirSync(folder)) {
      rmSync(join(folder, entry), { recursive: true, force: true, maxRetries: 5 });
    }
    rmdirSync(folder);
  } catch {
    // It's already gone, or the next update has begun.
  }
}

function take(file: string): boolean {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${process.pid}\n`);
  try {
    // Appears with its contents, or not at all.
    linkSync(own, file);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

function setAside(file: string, holder: number | undefined): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  // Another process took it over in the meantime, so it is theirs.
  if (readHolder(aside) !== holder) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

function alreadyRunning(pid: number | undefined): UserError {
  return new UserError("Another update is running in this project.", {
    code: "update-running",
    hint: pid ? `It's process ${pid}. Wait until it has ended, then run this again.` : undefined,
    exitCode: exitCodes.failed,
  });
}
