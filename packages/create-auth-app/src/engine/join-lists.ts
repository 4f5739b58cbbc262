/** Marks the place of a line that was removed from a text. */
export const cut = Symbol("cut");

export type Line = string | typeof cut;

/** The line width of the templates' formatter, in characters. */
const WIDTH = 100;

/** A list with one item per line that a formatter writes on one line if it fits. */
interface ListStyle {
  opens: RegExp;
  closes: RegExp;
  item: RegExp;
  /** What comes after the opening and before the closing when the list is on one line. */
  pad: readonly [string, string];
}

/** An attribute of an element, or props that are spread into it. */
const attribute = /^\s*(?:\w+(?:=.+)?|\{\.\.\.[\w.]+\})$/;

const styles: readonly ListStyle[] = [
  {
    opens: /^\s*(?:import|export)(?: type)? \{$/,
    closes: /^\s*\} from /,
    item: /,$/,
    pad: [" ", " "],
  },
  // The parameter of a component, and destructuring of an object.
  {
    opens: /(?:\(|^\s*const )\{$/,
    closes: /^\s*\}(?:: [\w.]+\) \{| = [^{]*;)$/,
    item: /,$/,
    pad: [" ", " "],
  },
  { opens: /\[$/, closes: /^\s*\]/, item: /,$/, pad: ["", ""] },
  { opens: /<[\w.]+$/, closes: /^\s*>$/, item: attribute, pad: [" ", ""] },
  { opens: /<[\w.]+$/, closes: /^\s*\/>$/, item: attribute, pad: [" ", " "] },
];

/**
 * The lines of a text. Lists that contained a marker are joined into one line if they fit without
 * it, as a formatter would do.
 *
 * @param hadMarker for each line, whether it had one or was removed
 */
export function joinLists(lines: readonly Line[], hadMarker: readonly boolean[]): Line[] {
  const result: Line[] = [];
  for (let at = 0; at < lines.length; at++) {
    const list = listAt(lines, hadMarker, at);
    if (!list) {
      result.push(lines[at] as Line);
      continue;
    }
    at = list.end;
    const returned = returnedElement(result.at(-1), list.text, lines[at + 1]);
    if (returned !== undefined) {
      result.pop();
      at++;
    }
    result.push(returned ?? list.text);
  }
  return result;
}

/** An element that now fits on the line of its `return`, where it needs no parentheses. */
function returnedElement(before: Line | undefined, element: string, after: Line | undefined) {
  if (typeof before !== "string" || typeof after !== "string") return undefined;
  if (!/^\s*return \($/.test(before) || after.trim() !== ");") return undefined;
  const text = `${before.slice(0, -1)}${element.trim()};`;
  return text.length > WIDTH ? undefined : text;
}

function listAt(
  lines: readonly Line[],
  hadMarker: readonly boolean[],
  start: number,
): { text: string; end: number } | undefined {
  const opening = lines[start];
  if (typeof opening !== "string") return undefined;
  const possible = styles.filter(({ opens }) => opens.test(opening));
  if (possible.length === 0) return undefined;
  const indent = indentOf(opening);
  const items: string[] = [];
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (line === cut) continue;
    if (indentOf(line) === indent) {
      const style = possible.find(
        ({ closes, item }) => closes.test(line) && items.every((text) => item.test(text)),
      );
      // Rows of a table stay on their own lines.
      const isTable = items.length > 1 && items.every((text) => text.startsWith("["));
      if (!style || isTable || items.length === 0 || !hadMarker.slice(start, at).includes(true))
        return undefined;
      const inside = items.join(" ").replace(/,$/, "");
      const text = `${opening}${style.pad[0]}${inside}${style.pad[1]}${line.trimStart()}`;
      return text.length > WIDTH ? undefined : { text: importingTypes(text), end: at };
    }
    if (indentOf(line) !== indent + 2 || line.includes("//")) return undefined;
    items.push(line.trim());
  }
  return undefined;
}

/** An import that has only types says `type` once. */
function importingTypes(text: string): string {
  const [, names] = /^import \{ (type \w+(?:, type \w+)*) \} from /.exec(text) ?? [];
  if (names === undefined) return text;
  return text.replace(names, names.replaceAll("type ", "")).replace("import {", "import type {");
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
