/** A kind of comment: the parts that open it and those that close it, maybe with blanks between. */
interface CommentStyle {
  open: readonly string[];
  close: readonly string[];
}

const slashes = { open: ["//"], close: [] };
const block = { open: ["/*"], close: ["*/"] };
const jsx = { open: ["{", "/*"], close: ["*/", "}"] };
const dashes = { open: ["--"], close: [] };
const hash = { open: ["#"], close: [] };
const angle = { open: ["<!--"], close: ["-->"] };

/** A line that ends in a comment with a marker. */
export interface MarkedLine {
  /** The text before the comment. */
  before: string;
  word: "feature" | "end";
  /** Empty if there are none. */
  names: string;
}

/**
 * The parts of a line that ends in a marker, if its comment has this style. Without regular
 * expressions: compiling them for the few such lines would take longer than the rest of rendering.
 */
export function splitMarker(line: string, { open, close }: CommentStyle): MarkedLine | undefined {
  const at = Math.max(line.lastIndexOf("@feature"), line.lastIndexOf("@end"));
  if (at === -1) return undefined;
  const word = line.startsWith("feature", at + 1) ? "feature" : "end";
  let before: string | undefined = line.slice(0, at);
  for (const part of [...open].reverse()) before = withoutEnd(before, part);
  let names: string | undefined = line.slice(at + 1 + word.length);
  for (const part of [...close].reverse()) names = withoutEnd(names, part);
  if (before === undefined || names === undefined) return undefined;
  // Anything directly after the word makes it a different word.
  if (names.trim() !== "" && !/^[ \t]/.test(names)) return undefined;
  names = names.trim();
  return /[\s*>}]/.test(names) ? undefined : { before, word, names };
}

function withoutEnd(text: string | undefined, end: string): string | undefined {
  const trimmed = text?.trimEnd();
  return trimmed?.endsWith(end) ? trimmed.slice(0, -end.length) : undefined;
}

const byExtension: Record<string, readonly CommentStyle[]> = {
  ts: [slashes, block],
  mts: [slashes, block],
  cts: [slashes, block],
  js: [slashes, block],
  mjs: [slashes, block],
  cjs: [slashes, block],
  tsx: [jsx, slashes, block],
  jsx: [jsx, slashes, block],
  jsonc: [slashes, block],
  json: [],
  css: [block],
  sql: [dashes, block],
  md: [angle],
  mdx: [jsx],
  html: [angle],
  svg: [angle],
  xml: [angle],
};

/** The comments that a file of this name can have. Files that aren't listed (YAML, …) have `#`. */
export function commentStylesOf(path: string): readonly CommentStyle[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return (dot > 0 && byExtension[name.slice(dot + 1)]) || [hash];
}
