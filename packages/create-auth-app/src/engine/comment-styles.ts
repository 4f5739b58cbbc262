/**
 * How a line that ends in a marker looks, for each kind of comment. The parts: what stands before
 * the comment, the word and the names.
 */
function style(open: string, close: string): RegExp {
  return new RegExp(
    `^(?<before>.*?)${open}[ \\t]*@(?<word>feature|end)(?:[ \\t]+(?<names>[^\\s*>}]+))?[ \\t]*${close}[ \\t]*$`,
  );
}

const slashes = style("//", "");
const block = style("/\\*", "\\*/");
const jsx = style("\\{[ \\t]*/\\*", "\\*/[ \\t]*\\}");
const dashes = style("--", "");
const hash = style("#", "");
const angle = style("<!--", "-->");

const byExtension: Record<string, readonly RegExp[]> = {
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

/** The comments that a file of this name can have. All that is not listed (YAML, Dockerfile, …) has `#`. */
export function commentStylesOf(path: string): readonly RegExp[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return (dot > 0 && byExtension[name.slice(dot + 1)]) || [hash];
}
