import type { Facts } from "../options.ts";

/** A text whose markers have been read. It is data, so that the package can carry it. */
export interface MarkedText {
  newline: string;
  /** What stands after the last line: a newline or nothing. */
  end: string;
  lines: readonly MarkedLine[];
}

/** A line; one that is kept if each of the lists has a fact that is on; or null where a marker stood. */
export type MarkedLine =
  | string
  | null
  | readonly [line: string, only: readonly (readonly string[])[]];

/** The text without what it keeps for facts that are off; `undefined` if nothing of it is left. */
export function keepMarked({ newline, end, lines }: MarkedText, facts: Facts): string | undefined {
  const kept = lines.map((line) => {
    if (line === null || typeof line === "string") return line ?? cut;
    const [text, only] = line;
    return only.every((names) => names.some((name) => facts.has(name))) ? text : cut;
  });
  const result = closeGaps(kept);
  return result.length === 0 ? undefined : result.join(newline) + end;
}

/** Stands where a line has been taken out. */
const cut = Symbol("cut");

/**
 * Where lines were taken out, the blank lines before and after the gap would stand together. Only
 * the larger group stays, and none at the edge of the file or of a bracket.
 */
function closeGaps(lines: readonly (string | typeof cut)[]): string[] {
  const result: string[] = [];
  let gap: (string | typeof cut)[] = [];
  for (const line of lines) {
    if (line === cut || line.trim() === "") {
      gap.push(line);
      continue;
    }
    result.push(...closeGap(gap, result.at(-1), line), line);
    gap = [];
  }
  return gap.includes(cut) ? result : [...result, ...(gap as string[])];
}

function closeGap(
  gap: readonly (string | typeof cut)[],
  before: string | undefined,
  after: string,
): string[] {
  if (!gap.includes(cut)) return gap as string[];
  if (before === undefined || /[{([]$/.test(before) || /^\s*(?:[})\]]|<\/)/.test(after)) return [];
  let largest: string[] = [];
  let group: string[] = [];
  for (const line of gap) {
    group = line === cut ? [] : [...group, line];
    if (group.length > largest.length) largest = group;
  }
  return largest;
}
