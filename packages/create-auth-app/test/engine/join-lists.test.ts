import { expect, test } from "vitest";
import { cut, joinLists } from "../../src/engine/join-lists.ts";

/** Lines, with `-` for those that were removed. */
function joined(text: string): string {
  const lines = text.split("\n").map((line) => (line.startsWith("-") ? cut : line));
  const hadMarker = lines.map((line) => line === cut);
  return joinLists(lines, hadMarker)
    .map((line) => (line === cut ? "-" : line))
    .join("\n");
}

test.each([
  ["an import", "import {\n  a,\n-\n  type B,\n} from './x';", "import { a, type B } from './x';"],
  [
    "an import of types",
    "import {\n-\n  type A,\n  type B,\n} from './x';",
    "import type { A, B } from './x';",
  ],
  ["an array", "const x = [\n  a,\n-\n  ...b,\n];", "const x = [a, ...b];"],
  ["an array in a call", "  f([\n-\n    a,\n  ]);", "  f([a]);"],
  ["a component's parameter", "function F({\n  a,\n-\n}: Props) {", "function F({ a }: Props) {"],
  ["attributes", "<A\n-\n  b={c}\n  d\n>", "<A b={c} d>"],
  ["attributes of a self-closing element", "  <A\n-\n    b={c}\n  />", "  <A b={c} />"],
  ["a returned element", "  return (\n    <A\n-\n      b\n    />\n  );", "  return <A b />;"],
  ["destructuring of an object", "const {\n  a,\n-\n} = b;", "const { a } = b;"],
])("joins %s", (_name, text, expected) => {
  expect(joined(text)).toBe(expected);
});

test("a kept line whose marker was removed counts as one with a marker", () => {
  expect(joinLists(["f([", "  a,", "]);"], [false, true, false])).toEqual(["f([a]);"]);
});

const long = "a".repeat(45);

test.each([
  ["that never had a marker", "const x = [\n  a,\n  b,\n];"],
  ["that is too long for a line", `const x = [\n-\n  ${long},\n  ${long},\n];`],
  ["with a comment", "const x = [\n-\n  a, // why\n];"],
  ["with a nested item", "const x = [\n-\n  {\n    a,\n  },\n];"],
  ["of statements", "function f() {\n-\n  a();\n}"],
  ["of an object's keys, which a formatter leaves as they are", "const x = {\n-\n  a,\n};"],
  ["of which nothing is left", "const x = [\n-\n];"],
])("leaves a list %s", (_name, text) => {
  expect(joined(text)).toBe(text.replace(/^-.*$/gm, "-"));
});
