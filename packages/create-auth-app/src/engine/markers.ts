import type { Facts } from "../options.ts";
import { commentStylesOf, splitMarker } from "./comment-styles.ts";

/** A marker that cannot be meant as it stands. The message starts with `file:line`. */
export class MarkerError extends Error {
  constructor(path: string, line: number, reason: string) {
    super(`${path}:${line}: ${reason}`);
    this.name = "MarkerError";
  }
}

type Line =
  | { kind: "text"; text: string; only: string | undefined }
  | { kind: "open"; only: string }
  | { kind: "close" };

interface Block {
  only: string;
  line: number;
  /** Whether what surrounds the block is kept. */
  outerOn: boolean;
}

const markerWords = ["@feature", "@end"];

/**
 * `text` without its markers and without what they keep for facts that are off; `undefined` if
 * nothing of the file is left. `known` are the names that a marker may use.
 *
 * A marker alone in the first line that no `@end` closes is about the whole file.
 */
export function applyMarkers(
  path: string,
  text: string,
  facts: Facts,
  known: ReadonlySet<string>,
): string | undefined {
  if (!mentions(text)) return text;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const final = text.endsWith("\n") ? newline : "";
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);

  const kept: (string | typeof cut)[] = [];
  const blocks: Block[] = [];
  let on = true;
  for (const [index, source] of lines.entries()) {
    const number = index + 1;
    const line = parseLine(path, source, number);
    if (line.kind === "close") {
      const block = blocks.pop();
      if (!block) throw new MarkerError(path, number, "`@end` without `@feature`");
      on = block.outerOn;
      kept.push(cut);
      continue;
    }
    const wanted = line.only === undefined || anyOn(path, number, line.only, facts, known);
    if (line.kind === "open") {
      blocks.push({ only: line.only, line: number, outerOn: on });
      on &&= wanted;
      kept.push(cut);
      continue;
    }
    kept.push(on && wanted ? line.text : cut);
  }

  const unclosed = blocks.at(-1);
  if (unclosed && unclosed.line > 1) {
    throw new MarkerError(path, unclosed.line, `\`@feature ${unclosed.only}\` has no \`@end\``);
  }
  const result = closeGaps(kept);
  return result.length === 0 ? undefined : result.join(newline) + final;
}

/** Whether a marker's word stands in the text, and not as a part of another (an address, a longer word). */
function mentions(text: string): boolean {
  return markerWords.some((word) => {
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
      const end = at + word.length;
      const isPart =
        /[\w@.]/.test(text.charAt(at - 1)) || /^(?:[\w@./]|-\w)/.test(text.slice(end, end + 2));
      if (!isPart) return true;
    }
    return false;
  });
}

/** Stands where a line has been taken out. */
const cut = Symbol("cut");

function parseLine(path: string, text: string, number: number): Line {
  if (!mentions(text)) return { kind: "text", text, only: undefined };
  for (const style of commentStylesOf(path)) {
    const marked = splitMarker(text, style);
    if (!marked) continue;
    const { before, word, names } = marked;
    const alone = before.trim() === "";
    if (mentions(before)) break;
    if (word === "end") {
      if (names !== "") throw new MarkerError(path, number, "`@end` takes no name");
      if (!alone) throw new MarkerError(path, number, "`@end` needs a line of its own");
      return { kind: "close" };
    }
    if (names === "") throw new MarkerError(path, number, "`@feature` without a name");
    if (alone) return { kind: "open", only: names };
    return { kind: "text", text: before.trimEnd(), only: names };
  }
  throw new MarkerError(
    path,
    number,
    "a marker must be a comment of this kind of file, alone or last in its line",
  );
}

function anyOn(
  path: string,
  line: number,
  only: string,
  facts: Facts,
  known: ReadonlySet<string>,
): boolean {
  const names = only.split("|");
  for (const name of names) {
    if (!known.has(name))
      throw new MarkerError(path, line, `\`${name}\` is not the name of any choice`);
  }
  return names.some((name) => facts.has(name));
}

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
