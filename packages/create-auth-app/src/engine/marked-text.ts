import type { Facts } from "../options/facts.ts";
import { cut, joinLists, type Line } from "./join-lists.ts";

/**
 * A text whose markers have been parsed. It is one string, which the package contains: a line that
 * is kept only for some facts begins with them, and a removed marker is an empty line of that kind.
 */
export interface MarkedText {
  marked: string;
}

/** The characters that begin such a line and end its facts. No editor writes them. */
const begin = "\u0001";
const end = "\u0002";

/** A line of a text whose markers are being parsed. */
export interface ReadLine {
  text: string;
  /** It is kept if each of these lists contains a fact that is on. */
  only: readonly (readonly string[])[];
}

/** The text of these lines, with the original's line endings. Markers leave nothing behind. */
export function markedText(
  lines: readonly (ReadLine | undefined)[],
  newline: string,
  lastNewline: string,
): MarkedText {
  const written = lines.map((line) => {
    if (line === undefined) return begin;
    if (line.only.length === 0) return line.text;
    return `${begin}${line.only.map((names) => names.join("|")).join("&")}${end}${line.text}`;
  });
  return { marked: written.join(newline) + lastNewline };
}

/** A marked text, as the package contains it. */
export function carriedText(text: string): string | MarkedText {
  return text.includes(begin) ? { marked: text } : text;
}

/**
 * The text without the lines for facts that are off; `undefined` if nothing is left. In code, lists
 * that have become short enough are joined into one line.
 */
export function keepMarked(path: string, { marked }: MarkedText, facts: Facts): string | undefined {
  const newline = marked.includes("\r\n") ? "\r\n" : "\n";
  const lines = marked.split(newline);
  const lastNewline = lines.at(-1) === "" ? newline : "";
  if (lastNewline !== "") lines.pop();
  const hadMarker = lines.map((line) => line.startsWith(begin));
  const left = lines.map((line, at) => (hadMarker[at] ? kept(line, facts) : line));
  const result = closeGaps(/\.[jt]sx?$/.test(path) ? joinLists(left, hadMarker) : left);
  return result.length === 0 ? undefined : result.join(newline) + lastNewline;
}

function kept(line: string, facts: Facts): Line {
  const at = line.indexOf(end);
  if (at === -1) return cut;
  const lists = line.slice(1, at).split("&");
  const isOn = lists.every((names) => names.split("|").some((name) => facts.has(name)));
  return isOn ? line.slice(at + 1) : cut;
}

/**
 * Where lines were removed, the blank lines before and after the gap would add up. Only the larger
 * group is kept, and none at the edge of the file or of a bracket.
 */
function closeGaps(lines: readonly Line[]): string[] {
  const result: string[] = [];
  let gap: Line[] = [];
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

function closeGap(gap: readonly Line[], before: string | undefined, after: string): string[] {
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
