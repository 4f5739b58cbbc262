import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { errorCode, UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import { assertUsablePath, type Directory, parseDirectory } from "./directory.ts";

/** The project's directory, and what is there now. */
export interface Target extends Directory {
  /** Whether the directory exists. If so, the project is moved into it. */
  exists: boolean;
  /** What is in it, except `.git`: a repository without files counts as empty. */
  entries: readonly string[];
  /** Whether it is in a git repository. */
  repository: boolean;
}

/** The directory as typed, and what is there now. Throws a `UserError` if nothing can be created there. */
export function findTarget(typed: string, host: Pick<Host, "cwd" | "platform">): Target {
  const directory = parseDirectory(typed, host);
  const found = statOf(directory.path);
  if (!found) {
    assertNoDanglingLink(directory.path);
    const nearest = nearestDirectory(directory.path);
    assertWritable(nearest, directory);
    // The tools see where a link leads.
    const real = realpathSync(nearest);
    assertUsablePath(real, host);
    return { ...directory, exists: false, entries: [], repository: isInRepository(real) };
  }
  if (!found.isDirectory())
    throw refusal(`${directory.path} is a file.`, "Choose another directory.");
  const path = realpathSync(directory.path);
  assertUsablePath(path, host);
  assertWritable(path, directory);
  const entries = readdirSync(path).filter((entry) => entry !== ".git");
  const repository = isInRepository(path);
  return { ...directory, path, exists: true, entries: entries.sort(), repository };
}

/** As git looks for it: `.git` is a folder, or a file in a worktree or a submodule. */
function isInRepository(path: string): boolean {
  if (existsSync(join(path, ".git"))) return true;
  const parent = dirname(path);
  return parent !== path && isInRepository(parent);
}

/** The project's files whose paths are already taken in its directory. */
export function collisions(path: string, files: ReadonlyMap<string, unknown>): string[] {
  const found = [...files.keys()].flatMap((file) => colliding(path, file) ?? []);
  return [...new Set(found)].sort();
}

/** The file itself, or what is in the place of one of its folders. */
function colliding(root: string, file: string): string | undefined {
  const segments = file.split("/");
  for (let depth = 1; depth <= segments.length; depth++) {
    const part = segments.slice(0, depth).join("/");
    const found = statOf(join(root, part), lstatSync);
    if (!found) return undefined;
    // A link is not followed: what it points at is not part of this directory.
    if (depth === segments.length || !found.isDirectory()) return part;
  }
  return undefined;
}

function statOf(path: string, stat: (path: string) => Stats = statSync): Stats | undefined {
  try {
    return stat(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    if (errorCode(error) === "ENOTDIR")
      throw refusal(`Part of this path is a file: ${path}`, "Choose another directory.");
    if (errorCode(error) === "ELOOP")
      throw refusal(`The links in this path form a loop: ${path}`, "Choose another directory.");
    if (errorCode(error) === "ENAMETOOLONG")
      throw refusal("The path is too long.", "Choose a shorter name.");
    if (errorCode(error) === "EACCES")
      throw refusal(`No permission to read ${dirname(path)}.`, "Choose another directory.");
    throw error;
  }
}

function assertNoDanglingLink(path: string): void {
  if (!statOf(path, lstatSync)) return;
  const to = resolve(dirname(path), readlinkSync(path));
  throw refusal(
    `${path} is a link to ${to}, which doesn't exist.`,
    "Create that directory, or choose another one.",
  );
}

function nearestDirectory(path: string): string {
  const parent = dirname(path);
  const found = statOf(parent);
  if (found?.isDirectory()) return parent;
  if (found)
    throw refusal(
      `${parent} is a file, so it can't contain a directory.`,
      "Choose another directory.",
    );
  assertNoDanglingLink(parent);
  return nearestDirectory(parent);
}

function assertWritable(path: string, { path: target }: Directory): void {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
  } catch {
    throw notWritable(path, target);
  }
}

export function notWritable(path: string, target: string): UserError {
  const inside = path === target ? "" : ` to create ${target}`;
  return refusal(
    `No permission to write to ${path}${inside}.`,
    "Choose another directory, or get permission for this one.",
  );
}

function refusal(message: string, hint: string): UserError {
  return new UserError(message, { code: "bad-target", hint });
}
