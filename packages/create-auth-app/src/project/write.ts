import { lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setImmediate as afterPendingSignals } from "node:timers/promises";
import type { ProjectFiles } from "../engine/files.ts";
import { errorCode, exitCodes, UserError } from "../errors.ts";
import { envPath } from "./env-file.ts";
import { renamePatiently } from "./rename-patiently.ts";
import { notWritable, type Target } from "./target.ts";

export interface Writing {
  target: Target;
  files: ProjectFiles;
  /** Files in the target that are in the way, to be set aside. */
  colliding: readonly string[];
  signal: AbortSignal;
}

/** Moved last, so a directory that has them is complete. */
const last = new Set(["package.json", ".create-auth-app.json"]);

/**
 * Writes all files to a temporary directory on the same file system, then moves it into place.
 * A failure before the move leaves nothing behind. Returns the directory in which replaced files
 * are kept, if there are any.
 */
export async function write({
  target,
  files,
  colliding,
  signal,
}: Writing): Promise<string | undefined> {
  const { path, exists } = target;
  const parent = exists ? path : dirname(path);
  const stage = join(parent, `.create-auth-app-${process.pid}-${Date.now()}`);
  let firstMade: string | undefined;
  try {
    firstMade = mkdirSync(parent, { recursive: true });
    mkdirSync(stage);
    writeFiles(stage, files);
    // Signals only arrive between turns of the event loop, and all of this was one turn.
    await afterPendingSignals();
    signal.throwIfAborted();
    if (exists) return moveInto(stage, path, colliding);
    renamePatiently(stage, path);
    return undefined;
  } catch (error) {
    rmSync(stage, { recursive: true, force: true, maxRetries: 5 });
    if (firstMade) removeEmpty(parent, firstMade);
    throw explained(error, target);
  }
}

function writeFiles(root: string, files: ProjectFiles): void {
  const made = new Set<string>([root]);
  for (const [file, text] of files) {
    // Not `join`: its first calls take longer than writing all the files.
    const to = `${root}/${file}`;
    const folder = to.slice(0, to.lastIndexOf("/"));
    if (!made.has(folder)) mkdirSync(folder, { recursive: true });
    made.add(folder);
    writeFileSync(to, text, { flag: "wx", mode: file === envPath ? 0o600 : 0o666 });
  }
}

/** Moves the entries of `stage` into an existing directory. If that fails, puts everything back. */
function moveInto(stage: string, path: string, colliding: readonly string[]): string | undefined {
  const moves: [from: string, to: string][] = [];
  const move = (from: string, to: string) => {
    if (isThere(to)) throw appeared(to);
    renamePatiently(from, to);
    moves.push([from, to]);
  };
  const backup = colliding.length > 0 ? join(path, backupName(new Date())) : undefined;
  try {
    if (backup) setAside(path, backup, colliding, move);
    mergeInto(stage, path, move);
    rmSync(stage, { recursive: true, maxRetries: 5 });
    return backup;
  } catch (error) {
    for (const [from, to] of moves.reverse()) renamePatiently(to, from);
    if (backup) rmSync(backup, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}

type Move = (from: string, to: string) => void;

function setAside(path: string, backup: string, colliding: readonly string[], move: Move): void {
  mkdirSync(backup);
  // The copy of a replaced `.env` must not get into a repository.
  writeFileSync(join(backup, ".gitignore"), "*\n");
  for (const file of colliding) {
    const kept = join(backup, "files", file);
    mkdirSync(dirname(kept), { recursive: true });
    move(join(path, file), kept);
  }
}

function mergeInto(from: string, to: string, move: Move): void {
  const entries = readdirSync(from).sort((a, b) => Number(last.has(a)) - Number(last.has(b)));
  for (const entry of entries) {
    const source = join(from, entry);
    const destination = join(to, entry);
    if (isDirectory(source) && isDirectory(destination)) mergeInto(source, destination, move);
    else move(source, destination);
  }
}

export function backupName(at: Date): string {
  return `.replaced-${at.toISOString().slice(0, 19).replace("T", "-").replaceAll(":", "")}`;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isDirectory(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Removes `path` and its parents up to `top`, as long as they are empty. */
function removeEmpty(path: string, top: string): void {
  try {
    rmdirSync(path);
  } catch {
    return;
  }
  if (path !== top) removeEmpty(dirname(path), top);
}

function appeared(path: string): UserError {
  return new UserError(`${path} appeared in the meantime. Nothing was written.`, {
    code: "target-appeared",
    hint: "Run this command again, or choose another directory.",
    exitCode: exitCodes.failed,
  });
}

function explained(error: unknown, { path }: Target): unknown {
  const code = errorCode(error);
  if (error instanceof UserError || code === undefined) return error;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new UserError("The disk is full. Nothing was written.", {
      code: "disk-full",
      hint: "Free some space, then run this command again.",
      exitCode: exitCodes.failed,
    });
  }
  if (["ENOTEMPTY", "EEXIST", "ENOTDIR", "EISDIR"].includes(code)) return appeared(path);
  if (code === "EBUSY") {
    return new UserError(`Another program has files in ${path} open. Nothing was written.`, {
      code: "target-busy",
      hint: "Close it, then run this command again.",
      exitCode: exitCodes.failed,
    });
  }
  if (["EACCES", "EPERM", "EROFS", "ENOENT"].includes(code))
    return notWritable(dirname(path), path);
  return error;
}
