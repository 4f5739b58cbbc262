import { diff3Merge } from "node-diff3";
import { isBalanced } from "./brackets.ts";

/** What the two sides of a conflict are called. */
export interface Labels {
  mine: string;
  theirs: string;
}

export interface ThreeTexts {
  base: string;
  mine: string;
  theirs: string;
}

export interface MergedText {
  text: string;
  /** Where each conflict begins, counted from 1. Undefined if both sides fit together. */
  conflict?: { lines: readonly number[]; reason: string };
  notes?: readonly string[];
}

const sameLines = "You and the update changed the same lines.";

/**
 * Merges by lines, as diff3 does. If both inserted lines in the same place, both are kept: the
 * owner's, then the update's. So are lines that one inserted next to lines that the other changed.
 * Other overlaps are conflicts with standard markers, like those of git's `zdiff3`.
 */
export function mergeText({ base, mine, theirs }: ThreeTexts, labels: Labels): MergedText {
  const lines: string[] = [];
  const begins: number[] = [];
  const regions = diff3Merge(mine.split("\n"), base.split("\n"), theirs.split("\n"), {
    excludeFalseConflicts: true,
  });
  for (const { ok, conflict } of regions) {
    if (ok) lines.push(...ok);
    if (!conflict) continue;
    const { a, o, b } = conflict;
    if (o.length === 0 && isBalanced(a) && isBalanced(b)) {
      lines.push(...a, ...withoutSameStart(a, b));
      continue;
    }
    const besides = insertedBeside(o, a, b) ?? insertedBeside(o, b, a);
    if (besides) {
      lines.push(...besides);
      continue;
    }
    const { before, sides, after } = trimmed(a, b);
    lines.push(...before);
    begins.push(lines.length + 1);
    lines.push(...marked(sides.a, o, sides.b, labels), ...after);
  }
  const text = lines.join("\n");
  return begins.length === 0 ? { text } : { text, conflict: { lines: begins, reason: sameLines } };
}

/** Everything between the first and the last line that differ, as one conflict. */
export function wholeConflict(
  { base, mine, theirs }: ThreeTexts,
  labels: Labels,
  reason: string,
): MergedText {
  const { before, sides, after } = trimmed(mine.split("\n"), theirs.split("\n"));
  const lines = [...before, ...marked(sides.a, base.split("\n"), sides.b, labels), ...after];
  return { text: lines.join("\n"), conflict: { lines: [before.length + 1], reason } };
}

function marked(a: string[], o: string[], b: string[], labels: Labels): string[] {
  return [
    `<<<<<<< ${labels.mine}`,
    ...a,
    "||||||| before",
    ...o,
    "=======",
    ...b,
    `>>>>>>> ${labels.theirs}`,
  ];
}

/** Both sides, if one only inserts lines before or after those that the other has changed. */
function insertedBeside(o: string[], inserting: string[], changing: string[]) {
  const added = inserting.length - o.length;
  if (o.length === 0 || added <= 0 || changing.length === 0) return undefined;
  const isBase = (lines: string[]) => lines.every((line, index) => line === o[index]);
  const [above, below] = [inserting.slice(0, added), inserting.slice(o.length)];
  if (isBase(inserting.slice(0, o.length)) && isBalanced(below)) return [...changing, ...below];
  if (isBase(inserting.slice(added)) && isBalanced(above)) return [...above, ...changing];
  return undefined;
}

/** The update's lines without a beginning that the owner's also have, if that doesn't break them. */
function withoutSameStart(a: string[], b: string[]): string[] {
  const { before, sides } = trimmed(a, b);
  const repeats = before.some((line) => /\w/.test(line));
  return repeats && isBalanced(before) && isBalanced(sides.b) ? b.slice(before.length) : b;
}

/** Both sides without the lines that they have in common at the beginning and at the end. */
function trimmed(a: string[], b: string[]) {
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start++;
  let end = 0;
  while (end < shortest - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return {
    before: a.slice(0, start),
    sides: { a: a.slice(start, a.length - end), b: b.slice(start, b.length - end) },
    after: a.slice(a.length - end),
  };
}
