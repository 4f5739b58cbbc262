import type { Facts } from "../options/facts.ts";
import { commentStylesOf, splitMarker } from "./comment-styles.ts";
import { keepMarked, type MarkedText, markedText, type ReadLine } from "./marked-text.ts";

/** A marker that is invalid where it is. The message starts with `file:line`. */
class MarkerError extends Error {
  constructor(path: string, line: number, reason: string) {
    super(`${path}:${line}: ${reason}`);
    this.name = "MarkerError";
  }
}

type Line =
  | { kind: "text"; text: string; only: string | undefined }
  | { kind: "open"; only: string }
  | { kind: "close" };

const markerWords = ["@feature", "@end"];

/**
 * `text` without its markers and without the lines for facts that are off; `undefined` if nothing
 * is left. `known` are the names that a marker may use.
 */
export function applyMarkers(
  path: string,
  text: string,
  facts: Facts,
  known: ReadonlySet<string>,
): string | undefined {
  const read = readMarkers(path, text, known);
  return typeof read === "string" ? read : keepMarked(path, read, facts);
}

/**
 * The text with its markers parsed, or unchanged if it has none. `known` are the names that a
 * marker may use. A marker alone on the first line that no `@end` closes is for the whole file.
 */
export function readMarkers(
  path: string,
  text: string,
  known: ReadonlySet<string>,
): MarkedText | string {
  if (!mentions(text)) return text;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const end = text.endsWith("\n") ? newline : "";

  const lines: (ReadLine | undefined)[] = [];
  const open: { names: string[]; line: number }[] = [];
  for (const [index, source] of text
    .replace(/\r?\n$/, "")
    .split(/\r?\n/)
    .entries()) {
    const number = index + 1;
    const line = parseLine(path, source, number);
    if (line.kind === "close") {
      if (!open.pop()) throw new MarkerError(path, number, "`@end` without `@feature`");
      lines.push(undefined);
      continue;
    }
    const own = line.only === undefined ? [] : [namesOf(path, number, line.only, known)];
    if (line.kind === "open") {
      open.push(...own.map((names) => ({ names, line: number })));
      lines.push(undefined);
      continue;
    }
    const only = [...open.map(({ names }) => names), ...own];
    lines.push({ text: line.text, only });
  }

  const unclosed = open.at(-1);
  if (unclosed && unclosed.line > 1) {
    const names = unclosed.names.join("|");
    throw new MarkerError(path, unclosed.line, `\`@feature ${names}\` has no \`@end\``);
  }
  return markedText(lines, newline, end);
}

/** Whether the text has a marker's word, not as a part of another (an address, a longer word). */
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
      if (!alone) throw new MarkerError(path, number, "`@end` needs its own line");
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

function namesOf(path: string, line: number, only: string, known: ReadonlySet<string>): string[] {
  const names = only.split("|");
  for (const name of names) {
    if (!known.has(name))
      throw new MarkerError(path, line, `\`${name}\` is not the name of any choice`);
  }
  return names;
}
