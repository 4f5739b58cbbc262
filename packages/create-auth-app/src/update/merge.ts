import { type Contents, type Files, type ProjectFiles, sortedFiles } from "../engine/files.ts";
import { recordPath } from "../engine/render.ts";
import { mergeEnvExample } from "./merge/env.ts";
import { mergeJson, mergePackageJson } from "./merge/json.ts";
import { findRenames } from "./merge/renames.ts";
import { isSound } from "./merge/soundness.ts";
import {
  type Labels,
  type MergedText,
  mergeText,
  type ThreeTexts,
  wholeConflict,
} from "./merge/text.ts";

export type { Labels } from "./merge/text.ts";

export type Change =
  /** It didn't exist. */
  | "new"
  /** The owner hasn't edited it, so it gets the new text. */
  | "updated"
  /** The owner's edits and the update are both in it. */
  | "merged"
  /** Both changed the same lines. */
  | "conflict"
  | "deleted";

/** A file that the update changes. */
export interface MergedFile {
  path: string;
  change: Change;
  /** Undefined if it's deleted. With a conflict, the text with its markers. */
  contents: Contents | undefined;
  conflict?: Conflict;
}

export interface Conflict {
  /** Where each set of markers begins, counted from 1. */
  lines: readonly number[];
  reason: string;
  /** The rendered texts, old and new. There is no `base` if both have created the file. */
  base: string | undefined;
  theirs: string;
}

/** A file that stays as the owner left it, although the update has something else for it. */
export interface KeptFile {
  path: string;
  why: /** The owner has deleted it, and it stays deleted. */
    | "deleted"
    /** The new version no longer has it, but the owner has edited it. */
    | "edited"
    /** It isn't text, so there is nothing to merge. */
    | "binary";
}

export interface Merge {
  /** Sorted by path. */
  files: readonly MergedFile[];
  kept: readonly KeptFile[];
  /** Decisions that the owner should know about, one sentence each. */
  notes: readonly string[];
}

/** Package managers write these, and repair them while installing. */
const lockfiles = /^(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lock)$/;

/** Append-only: the project's own drizzle-kit writes the next one. */
const migrations = /(?:^|\/)db\/migrations\//;

/**
 * Brings the difference between two renders into a project. Pure.
 *
 * @param base what the project was rendered as
 * @param mine the project as its owner has it now: text without CRLF and BOM, or bytes
 * @param theirs what it's rendered as now. If the owner formats differently, `base` and `theirs` are
 * in the owner's format
 * @returns every file that changes, and those that would have changed. Migrations are never among
 * them, and a lockfile only if the owner's is as rendered, or if the new one has none
 */
export function merge(base: Files, mine: ProjectFiles, theirs: Files, labels: Labels): Merge {
  const renames = findRenames(base, mine, theirs);
  const files: MergedFile[] = [];
  const kept: KeptFile[] = [];
  const notes: string[] = [];
  for (const path of sortedFiles([...base, ...theirs]).keys()) {
    if (migrations.test(path)) continue;
    const now = renames.get(path) ?? path;
    const sides = { base: base.get(path), mine: mine.get(now), theirs: theirs.get(path) };
    if (sides.base === sides.theirs || sides.mine === sides.theirs) continue;
    const merged = mergeFile(path, sides, labels);
    if (merged === undefined) continue;
    if ("why" in merged) kept.push({ path: now, why: merged.why });
    else {
      files.push({ path: now, ...merged.file });
      notes.push(...(merged.notes ?? []));
    }
  }
  return { files, kept, notes };
}

interface Sides {
  base: string | undefined;
  mine: Contents | undefined;
  theirs: string | undefined;
}

type Decided =
  | { file: Omit<MergedFile, "path">; notes?: readonly string[] }
  | Pick<KeptFile, "why">;

/** Merges one file that the update changes and that the owner doesn't already have in its new form. */
function mergeFile(
  path: string,
  { base, mine, theirs }: Sides,
  labels: Labels,
): Decided | undefined {
  if (theirs === undefined) {
    if (mine === undefined) return undefined;
    const goes = mine === base || lockfiles.test(path);
    return goes ? { file: { change: "deleted", contents: undefined } } : { why: "edited" };
  }
  if (mine === undefined) {
    return base === undefined ? { file: { change: "new", contents: theirs } } : { why: "deleted" };
  }
  if (mine === base || path === recordPath)
    return { file: { change: "updated", contents: theirs } };
  if (lockfiles.test(path)) return undefined;
  if (typeof mine !== "string") return { why: "binary" };
  const isNew = base === undefined;
  const merged = mergeTexts(path, { base: base ?? "", mine, theirs }, labels, isNew);
  if (merged.conflict) {
    const conflict = { ...merged.conflict, base, theirs };
    return { file: { change: "conflict", contents: merged.text, conflict } };
  }
  if (merged.text === mine) return undefined;
  return { file: { change: "merged", contents: merged.text }, notes: merged.notes ?? [] };
}

/** Merges by key or by variable if the file has those, otherwise by lines. */
function mergeTexts(path: string, sides: ThreeTexts, labels: Labels, isNew: boolean): MergedText {
  if (path === ".env.example") return mergeEnvExample(sides);
  if (path === "package.json") return mergePackageJson(sides) ?? mergeText(sides, labels);
  if (isNew) return wholeConflict(sides, labels, "You and the update both created this file.");
  const byLines = mergeText(sides, labels);
  if (!byLines.conflict && isSound(path, byLines.text, [sides.mine, sides.theirs])) return byLines;
  const byKey = path.endsWith(".json") ? mergeJson(sides) : undefined;
  if (byKey) return byKey;
  if (byLines.conflict) return byLines;
  return wholeConflict(sides, labels, "Your edits and the update contradict each other.");
}
