import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { type Action, decide } from "./decide.ts";
import type { Piece } from "./pieces.ts";

/** Something to do with a file. Paths are absolute. */
export interface Change {
  action: Action;
  path: string;
  piece: Piece | undefined;
}

/** In the app's folder: what was laid last time, as git's id of each text. */
export const recordName = ".laid.json";

/** Created by running the app, or kept only by its owner: not part of a template. */
const made = new Set([
  ...["node_modules", "build", ".react-router", ".data", ".artifacts", ".vite", ".env"],
  recordName,
]);

/** What to do so that the app's folder matches its pieces. */
export function changesIn(
  folder: string,
  pieces: ReadonlyMap<string, Piece>,
  root: string,
): Change[] {
  const record = readRecord(folder);
  const files = [...new Set([...pieces.keys(), ...record.keys()])].map((path) => {
    const piece = pieces.get(path);
    const place = join(folder, path);
    const source = piece && !piece.made ? statOf(piece.sources[0] ?? "") : undefined;
    const text = readOrNothing(place);
    const app = text === undefined ? undefined : idOf(text);
    return { piece, place, source, own: statOf(place), app, last: record.get(path) };
  });
  const inGit = idsInGit(
    files.flatMap(({ app }) => app ?? []),
    root,
  );
  return files.flatMap(({ piece, place, source, own, app, last }) => {
    const action = decide({
      template: piece && idOf(piece.text),
      app,
      last,
      linked: own !== undefined && source?.ino === own.ino && source.dev === own.dev,
      made: piece?.made ?? false,
      newer: (own?.mtimeMs ?? 0) > (source?.mtimeMs ?? Number.POSITIVE_INFINITY),
      inGit: app !== undefined && inGit.has(app),
    });
    return action ? [{ action, path: place, piece }] : [];
  });
}

/** Files in the app's folder that no template has: someone created them there. */
export function strangersIn(folder: string, pieces: ReadonlyMap<string, Piece>): string[] {
  const found: string[] = [];
  const visit = (directory: string) => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (made.has(entry.name)) continue;
      const place = join(directory, entry.name);
      if (entry.isDirectory()) visit(place);
      else found.push(relative(folder, place).split(sep).join("/"));
    }
  };
  visit(folder);
  return found.filter((path) => !pieces.has(path));
}

/** git's id of a text. */
export function idOf(text: string): string {
  const bytes = Buffer.from(text);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

function idsInGit(ids: readonly string[], root: string): Set<string> {
  const answer = execFileSync("git", ["cat-file", "--batch-check=%(objectname) %(objecttype)"], {
    cwd: root,
    input: ids.join("\n"),
    encoding: "utf8",
  });
  return new Set([...answer.matchAll(/^(\w+) blob$/gm)].map(([, id = ""]) => id));
}

function readRecord(folder: string): Map<string, string> {
  const text = readOrNothing(join(folder, recordName));
  return new Map(Object.entries(JSON.parse(text ?? "{}") as Record<string, string>));
}

function readOrNothing(path: string): string | undefined {
  return statOf(path) ? readFileSync(path, "utf8") : undefined;
}

function statOf(path: string) {
  return statSync(path, { throwIfNoEntry: false });
}
