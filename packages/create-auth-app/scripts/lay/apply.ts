import { copyFileSync, linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Change, idOf, recordName } from "./folder.ts";
import type { Piece } from "./pieces.ts";

/** Applies what was decided for a file. A conflict is left as it is. */
export function layChange({ action, path, piece }: Change): void {
  const source = piece?.sources[0];
  if (action === "take back" && source) copyFileSync(path, source);
  if (action === "conflict") return;
  rmSync(path, { force: true });
  if (action === "remove" || !piece || !source) return;
  mkdirSync(dirname(path), { recursive: true });
  // A file that is generated from others must not be edited.
  if (piece.made) writeFileSync(path, piece.text, { mode: 0o444 });
  else link(source, path);
}

/** Records what the app's folder has now, so that the next run knows what was edited. */
export function writeRecord(folder: string, pieces: ReadonlyMap<string, Piece>): void {
  const ids = [...pieces].map(([path, { text }]) => [path, idOf(text)]);
  writeFileSync(join(folder, recordName), `${JSON.stringify(Object.fromEntries(ids), null, 2)}\n`);
}

/** Not every file system has hard links. From a copy, edits are copied back by the next run. */
function link(source: string, path: string): void {
  try {
    linkSync(source, path);
  } catch {
    copyFileSync(source, path);
  }
}
