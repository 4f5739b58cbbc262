import { expect, test } from "vitest";
import { applyMarkers } from "../../src/engine/markers.ts";

const known = new Set(["on", "also", "off", "gone"]);
const facts = new Set(["on", "also"]);

function apply(path: string, ...lines: string[]): string | undefined {
  return applyMarkers(path, `${lines.join("\n")}\n`, facts, known);
}

const comments: [kind: string, path: string, write: (marker: string) => string][] = [
  ["TypeScript", "a.ts", (marker) => `// ${marker}`],
  ["TypeScript, block comment", "a.ts", (marker) => `/* ${marker} */`],
  ["TSX", "a.tsx", (marker) => `// ${marker}`],
  ["JSX", "a.tsx", (marker) => `{/* ${marker} */}`],
  ["JSX with spaces", "a.jsx", (marker) => `{ /* ${marker} */ }`],
  ["JavaScript", "a.mjs", (marker) => `// ${marker}`],
  ["JSON with comments", "a.jsonc", (marker) => `// ${marker}`],
  ["CSS", "a/b.css", (marker) => `/* ${marker} */`],
  ["SQL", "a.sql", (marker) => `-- ${marker}`],
  ["YAML", "a.yml", (marker) => `# ${marker}`],
  ["YAML, long extension", "a.yaml", (marker) => `# ${marker}`],
  [".env", ".env.example", (marker) => `# ${marker}`],
  ["Dockerfile", "Dockerfile", (marker) => `# ${marker}`],
  [".gitignore", ".gitignore", (marker) => `# ${marker}`],
  ["Markdown", "README.md", (marker) => `<!-- ${marker} -->`],
  ["HTML", "index.html", (marker) => `<!-- ${marker} -->`],
  ["SVG", "logo.svg", (marker) => `<!-- ${marker} -->`],
];

test.each(comments)("%s: a block, a line, and a whole file", (_, path, write) => {
  const block = (name: string) => ["one", write(`@feature ${name}`), "two", write("@end"), "three"];
  expect(apply(path, ...block("on"))).toBe("one\ntwo\nthree\n");
  expect(apply(path, ...block("off"))).toBe("one\nthree\n");

  const line = (name: string) => ["one", `  two   ${write(`@feature ${name}`)}`, "three"];
  expect(apply(path, ...line("on"))).toBe("one\n  two\nthree\n");
  expect(apply(path, ...line("off"))).toBe("one\nthree\n");

  const file = (name: string) => [write(`@feature ${name}`), "", "one"];
  expect(apply(path, ...file("on"))).toBe("one\n");
  expect(apply(path, ...file("off"))).toBeUndefined();
});

test.each([
  ["on", true],
  ["off", false],
  ["on|off", true],
  ["off|on", true],
  ["off|gone", false],
])("%s keeps: %s", (names, kept) => {
  const text = apply("a.ts", "one", `// @feature ${names}`, "two", "// @end");
  expect(text).toBe(kept ? "one\ntwo\n" : "one\n");
});

test.each([
  ["on", "on", "a b c d e"],
  ["on", "off", "a b d e"],
  ["off", "on", "a e"],
  ["off", "off", "a e"],
])("nested %s > %s", (outer, inner, expected) => {
  const text = apply(
    "a.ts",
    "a",
    `// @feature ${outer}`,
    "b",
    `  // @feature ${inner}`,
    "c",
    "  // @end",
    "d",
    "// @end",
    "e",
  );
  expect(text?.trim().split("\n").join(" ")).toBe(expected);
});

test("a block that starts in the first line is a block", () => {
  const lines = ["// @feature off", 'import "off";', "// @end", 'import "on";'];
  expect(apply("a.ts", ...lines)).toBe('import "on";\n');
});

test("markers inside a whole file that is on", () => {
  const lines = ["// @feature on", "", "one", "// @feature off", "two", "// @end", "three"];
  expect(apply("a.ts", ...lines)).toBe("one\nthree\n");
});

test("a file with nothing left is omitted", () => {
  expect(
    apply("a.ts", "// @feature off", "one", "// @end", "", "two // @feature gone"),
  ).toBeUndefined();
});

test.each<[what: string, lines: string[], expected: string[]]>([
  [
    "blank lines on both sides",
    ["a", "", "// @feature off", "b", "// @end", "", "c"],
    ["a", "", "c"],
  ],
  ["a blank line only before", ["a", "", "// @feature off", "b", "// @end", "c"], ["a", "", "c"]],
  ["a blank line only after", ["a", "// @feature off", "b", "// @end", "", "c"], ["a", "", "c"]],
  ["none", ["a", "// @feature off", "b", "// @end", "c"], ["a", "c"]],
  [
    "inside the markers of a kept block",
    ["a", "", "// @feature on", "", "b", "", "// @end", "", "c"],
    ["a", "", "b", "", "c"],
  ],
  [
    "two blocks in a row",
    ["a", "", "// @feature off", "b", "// @end", "", "// @feature gone", "c", "// @end", "", "d"],
    ["a", "", "d"],
  ],
  ["the start of the file", ["// @feature off", "a", "// @end", "", "b"], ["b"]],
  ["the end of the file", ["a", "", "// @feature off", "b", "// @end"], ["a"]],
  [
    "after an opening bracket",
    ["f({", "  // @feature off", "  a,", "  // @end", "", "  b,", "});"],
    ["f({", "  b,", "});"],
  ],
  [
    "before a closing bracket",
    ["f([", "  a,", "", "  // @feature off", "  b,", "  // @end", "]);"],
    ["f([", "  a,", "]);"],
  ],
  [
    "the larger group is kept",
    ["a", "", "", "// @feature off", "b", "// @end", "", "c"],
    ["a", "", "", "c"],
  ],
  [
    "blank lines elsewhere",
    ["a", "", "", "b", "// @feature off", "c", "// @end", "d"],
    ["a", "", "", "b", "d"],
  ],
])("gaps: %s", (_, lines, expected) => {
  expect(apply("a.ts", ...lines)).toBe(`${expected.join("\n")}\n`);
});

test("gaps: before a closing tag", () => {
  const lines = ["<p>", "  a", "", "  {/* @feature off */}", "  b", "  {/* @end */}", "</p>"];
  expect(apply("a.tsx", ...lines)).toBe("<p>\n  a\n</p>\n");
});

test("carriage returns stay as they are", () => {
  const text = "a\r\n\r\n// @feature off\r\nb\r\n// @end\r\n\r\nc // @feature on\r\n";
  expect(applyMarkers("a.ts", text, facts, known)).toBe("a\r\n\r\nc\r\n");
  const untouched = "a\r\nb\n";
  expect(applyMarkers("a.ts", untouched, facts, known)).toBe(untouched);
});

test("a file without a final newline stays that way", () => {
  expect(applyMarkers("a.ts", "a\n// @feature off\nb\n// @end", facts, known)).toBe("a");
  expect(applyMarkers("a.ts", "a\n// @feature off\nb\n// @end\nc", facts, known)).toBe("a\nc");
});

test.each([
  ["an address", "mail@end.example"],
  ["a package name", 'import "@end/thing";'],
  ["a longer word", "@features and @ending"],
])("no marker: %s", (_, line) => {
  expect(apply("a.ts", line)).toBe(`${line}\n`);
});

test.each<[what: string, path: string, lines: string[], message: string]>([
  [
    "unknown name",
    "app/a.ts",
    ["a", "// @feature passkye", "b", "// @end"],
    "app/a.ts:2: `passkye` is not the name of any choice",
  ],
  [
    "unknown name beside a fact that is on",
    "a.ts",
    ["a // @feature on|nope"],
    "a.ts:1: `nope` is not the name of any choice",
  ],
  [
    "unknown name inside a block that is off",
    "a.ts",
    ["a", "// @feature off", "b // @feature nope", "// @end"],
    "a.ts:3: `nope`",
  ],
  ["empty alternative", "a.ts", ["a // @feature on|"], "a.ts:1: `` is not"],
  ["unclosed", "a.ts", ["a", "// @feature on", "b"], "a.ts:2: `@feature on` has no `@end`"],
  [
    "unclosed inside a whole file",
    "a.ts",
    ["// @feature on", "a", "// @feature off", "b"],
    "a.ts:3: `@feature off` has no `@end`",
  ],
  ["end without a start", "a.ts", ["a", "// @end"], "a.ts:2: `@end` without `@feature`"],
  [
    "end with a name",
    "a.ts",
    ["a", "// @feature on", "// @end on"],
    "a.ts:3: `@end` takes no name",
  ],
  [
    "end after code",
    "a.ts",
    ["a", "// @feature on", "b // @end"],
    "a.ts:3: `@end` needs its own line",
  ],
  ["no name", "a.ts", ["a", "// @feature", "// @end"], "a.ts:2: `@feature` without a name"],
  [
    "two names without a bar",
    "a.ts",
    ["a // @feature on off"],
    "a.ts:1: a marker must be a comment",
  ],
  ["the wrong comment", "a.css", ["a { } // @feature on"], "a.css:1: a marker must be a comment"],
  ["a hash in TypeScript", "a.ts", ["a", "# @feature on"], "a.ts:2: a marker must be a comment"],
  [
    "JSON, which has no comments",
    "a.json",
    ["{}", "// @feature on"],
    "a.json:2: a marker must be a comment",
  ],
  ["code after it", "a.ts", ["/* @feature on */ a"], "a.ts:1: a marker must be a comment"],
  [
    "two markers on a line",
    "a.ts",
    ["a /* @feature on */ // @feature off"],
    "a.ts:1: a marker must be a comment",
  ],
  ["unclosed comment", "a.md", ["<!-- @feature on", "-->"], "a.md:1: a marker must be a comment"],
])("error: %s", (_, path, lines, message) => {
  expect(() => apply(path, ...lines)).toThrow(message);
});
