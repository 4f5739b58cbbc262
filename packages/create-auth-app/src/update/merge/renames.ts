import type { Files, ProjectFiles } from "../../engine/files.ts";

/** How much of a file has to be the same for it to count as renamed, as in git. */
const leastAlike = 0.5;

/**
 * Where the owner has moved files that the update changes: from the path that was rendered to the
 * owner's. A file counts as moved if it's gone and a new one of the same kind is similar to it.
 */
export function findRenames(
  base: Files,
  mine: ProjectFiles,
  theirs: Files,
): ReadonlyMap<string, string> {
  const gone = [...base].filter(
    ([path, text]) => !mine.has(path) && differs(theirs.get(path), text),
  );
  const own = [...mine].flatMap(([path, contents]): [string, string][] =>
    typeof contents === "string" && !base.has(path) && !theirs.has(path) ? [[path, contents]] : [],
  );
  const renames = new Map<string, string>();
  for (const [path, text] of gone) {
    const candidates = own
      .filter(([to]) => extension(to) === extension(path) && ![...renames.values()].includes(to))
      .map(([to, contents]) => ({ to, alike: likeness(text, contents) }))
      .filter(({ alike }) => alike >= leastAlike)
      .sort((a, b) => b.alike - a.alike);
    if (candidates[0]) renames.set(path, candidates[0].to);
  }
  return renames;
}

/** A file that the update deletes or doesn't change needn't be searched for. */
function differs(theirs: string | undefined, text: string): boolean {
  return theirs !== undefined && theirs !== text;
}

function extension(path: string): string {
  return /\.[^./]+$/.exec(path)?.[0] ?? "";
}

/** What share of the lines of two texts is in both, from 0 to 1. */
function likeness(a: string, b: string): number {
  const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
  const [left, right] = [lines(a), lines(b)];
  const rest = new Map<string, number>();
  for (const line of left) rest.set(line, (rest.get(line) ?? 0) + 1);
  let same = 0;
  for (const line of right) {
    const count = rest.get(line) ?? 0;
    if (count > 0) same++;
    rest.set(line, count - 1);
  }
  return same / Math.max(left.length, right.length, 1);
}
