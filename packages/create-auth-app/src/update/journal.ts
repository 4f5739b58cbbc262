import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Contents } from "../engine/files.ts";
import { envPath } from "../project/env-file.ts";
import { renamePatiently } from "../project/rename-patiently.ts";
import { backupName } from "../project/write.ts";

/** Where an update keeps what continuing or undoing it needs. Git ignores it. See decision 210. */
export const stateFolder = ".create-auth-app";

/** A file as it will be. Without contents, it is deleted. */
export interface Edit {
  path: string;
  contents: Contents | undefined;
}

interface Entry {
  path: string;
  /** The number of the copy of the old file. Null if there was none. */
  before: string | null;
  /** The number of the new file. Null if it is deleted. */
  after: string | null;
  /** A hash of the new file, to tell whether it was edited since. */
  sum: string | null;
  mode: number;
}

export interface Journal<Update> {
  format: 1;
  /** A killed process can leave "writing" or "undoing" behind. */
  phase: "writing" | "written" | "undoing";
  entries: readonly Entry[];
  /** How many of the entries have been carried out. */
  done: number;
  /** Folders that the update creates, the deepest first. */
  folders: readonly string[];
  /** What the update is about. */
  update: Update;
}

/** The update in progress, if there is one. */
export function readJournal<Update>(root: string): Journal<Update> | undefined {
  const file = join(root, stateFolder, "update.json");
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, "utf8")) as Journal<Update>;
}

/** Creates the folder, if it doesn't exist. */
export function makeStateFolder(root: string): string {
  const state = join(root, stateFolder);
  mkdirSync(state, { recursive: true });
  // First of all, so that no tool ever sees the rest as part of the project.
  if (!existsSync(join(state, ".gitignore"))) writeFileSync(join(state, ".gitignore"), "*\n");
  return state;
}

/**
 * Stages the update: copies of the old files, the new files, and the journal. The journal comes last
 * and by one rename, so until then nothing has happened.
 */
export function prepare<Update>(
  root: string,
  edits: readonly Edit[],
  update: Update,
): Journal<Update> {
  const state = makeStateFolder(root);
  for (const name of ["before", "after"]) {
    // Left behind by a process that was killed before its update began.
    rmSync(join(state, name), { recursive: true, force: true });
    mkdirSync(join(state, name));
  }
  const { entries, folders } = stage(root, edits, 0);
  return save(root, { format: 1, phase: "writing", entries, done: 0, folders, update });
}

/** Stages more edits for an update that is already written. */
export function extend<Update>(
  root: string,
  journal: Journal<Update>,
  edits: readonly Edit[],
): Journal<Update> {
  const { entries, folders } = stage(root, edits, journal.entries.length);
  return save(root, {
    ...journal,
    phase: "writing",
    done: journal.entries.length,
    entries: [...journal.entries, ...entries],
    folders: [...folders, ...journal.folders],
  });
}

function stage(root: string, edits: readonly Edit[], from: number) {
  const state = join(root, stateFolder);
  const entries = edits.map(({ path, contents }, index) => {
    const number = String(from + index);
    const found = lstatSync(join(root, path), { throwIfNoEntry: false });
    const mode = found ? found.mode & 0o777 : path === envPath ? 0o600 : 0o666 & ~process.umask();
    if (found) put(join(state, "before", number), readFileSync(join(root, path)), mode);
    if (contents !== undefined) put(join(state, "after", number), contents, mode);
    return {
      path,
      before: found ? number : null,
      after: contents === undefined ? null : number,
      sum: contents === undefined ? null : sumOf(contents),
      mode,
    };
  });
  const written = entries.filter(({ after }) => after !== null);
  return { entries, folders: missingFolders(root, written) };
}

/** A copy may contain secrets, so it gets the permissions of the original. */
function put(path: string, contents: Contents, mode: number): void {
  writeFileSync(path, contents, { mode: 0o600 });
  chmodSync(path, mode);
}

/** Moves the new files into place. Safe to repeat after the process was killed in the middle. */
export function carryOut<Update>(root: string, journal: Journal<Update>): Journal<Update> {
  for (const { path, after } of journal.entries.slice(journal.done)) {
    const to = join(root, path);
    if (after === null) {
      rmSync(to, { force: true });
      removeEmptyFolders(root, dirname(path));
      continue;
    }
    const from = join(root, stateFolder, "after", after);
    if (!existsSync(from)) continue;
    mkdirSync(dirname(to), { recursive: true });
    renamePatiently(from, to);
  }
  return save(root, { ...journal, phase: "written", done: journal.entries.length });
}

/**
 * Restores every file by renaming its copy, which needs no space on a full disk. A file that was
 * edited after the update wrote it is kept in a folder. Returns the name of that folder, if any.
 */
export function giveBack<Update>(root: string, journal: Journal<Update>): string | undefined {
  try {
    save(root, { ...journal, phase: "undoing" });
  } catch {
    // Then, if this process is killed, the update can still be continued or undone.
  }
  const kept = join(root, backupName(new Date()));
  let keeps = false;
  for (const { path, before, after, sum, mode } of journal.entries.toReversed()) {
    const at = join(root, path);
    const copy = join(root, stateFolder, "before", before ?? "");
    const comes = after !== null && existsSync(join(root, stateFolder, "after", after));
    // Not written yet, or already restored.
    if (comes || (before !== null && !existsSync(copy))) continue;
    const now = readOrNothing(at);
    if (now && sumOf(now) !== sum && (before === null || !now.equals(readFileSync(copy)))) {
      keepAside(kept, path, now, mode);
      keeps = true;
    }
    if (before === null) rmSync(at, { force: true });
    else {
      mkdirSync(dirname(at), { recursive: true });
      renamePatiently(copy, at);
    }
  }
  for (const folder of journal.folders) removeFolder(join(root, folder));
  return keeps ? kept : undefined;
}

/** Ends the update. Without git, the replaced files are kept in a folder, whose name is returned. */
export function finish(root: string, keepReplaced: boolean): string | undefined {
  const state = join(root, stateFolder);
  const journal = readJournal(root);
  const kept = join(root, backupName(new Date()));
  const replaced = keepReplaced ? (journal?.entries ?? []).filter(({ before }) => before) : [];
  for (const { path, before, mode } of replaced) {
    keepAside(kept, path, readFileSync(join(state, "before", before ?? "")), mode);
  }
  // Without the journal, no update is in progress, whatever else is still there.
  rmSync(join(state, "update.json"), { force: true });
  rmSync(state, { recursive: true, force: true, maxRetries: 5 });
  return replaced.length > 0 ? kept : undefined;
}

function keepAside(kept: string, path: string, contents: Buffer, mode: number): void {
  const to = join(kept, "files", path);
  mkdirSync(dirname(to), { recursive: true });
  // A copy of `.env` must not get into a repository this way.
  writeFileSync(join(kept, ".gitignore"), "*\n");
  put(to, contents, mode);
}

export function save<Update>(root: string, journal: Journal<Update>): Journal<Update> {
  const file = join(root, stateFolder, "update.json");
  writeFileSync(`${file}.new`, `${JSON.stringify(journal, null, 2)}\n`);
  renamePatiently(`${file}.new`, file);
  return journal;
}

function missingFolders(root: string, entries: readonly Entry[]): string[] {
  const found = new Set<string>();
  for (const { path } of entries) {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
      if (!existsSync(join(root, folder))) found.add(folder);
    }
  }
  return [...found].sort((a, b) => b.length - a.length);
}

function removeEmptyFolders(root: string, folder: string): void {
  if (folder === "." || !removeFolder(join(root, folder))) return;
  removeEmptyFolders(root, dirname(folder));
}

/** Whether the folder was empty, and is now gone. */
function removeFolder(path: string): boolean {
  try {
    rmdirSync(path);
    return true;
  } catch {
    return false;
  }
}

function readOrNothing(path: string): Buffer | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? readFileSync(path) : undefined;
}

function sumOf(contents: Contents): string {
  return createHash("sha256").update(contents).digest("hex");
}
