import { describe, expect, test } from "vitest";
import { catalogueDefaults } from "../../src/options/answers.ts";
import { catalogue } from "../../src/options/catalogue.ts";
import { idleExports, takenExports } from "./exports.ts";
import { codeOf } from "./imports.ts";
import { projectOf } from "./project.ts";
import { unreachedFiles } from "./reach.ts";

// The checks over every combination are only as good as their reading of a text.

test.each([
  ["import a from 'x';", "x", ["default"], ["a"]],
  ["import a, { b, type c as d } from 'x';", "x", ["b", "c", "default"], ["b", "d", "a"]],
  ["import {\n  a,\n  b,\n} from 'x';", "x", ["a", "b"], ["a", "b"]],
  ["import type { A } from 'x';", "x", ["A"], ["A"]],
  ["import * as a from 'x';", "x", ["*"], ["a"]],
  ["import 'x';", "x", [], []],
  ["export { a as b } from 'x';", "x", ["a"], []],
  ["export * from 'x';", "x", ["*"], []],
  ["const a = await import('x');", "x", ["*"], []],
  ["let a: import('x').A;", "x", ["*"], []],
])("%j", (text, from, taken, locals) => {
  expect(codeOf("a.ts", text).imports).toEqual([{ from, taken, locals }]);
});

test.each([
  ["// import 'x';"],
  ["/* import a from 'x'; */"],
  ["args('--import', a, 'x');"],
  ["const from = 'x';"],
])("%j imports nothing", (text) => {
  expect(codeOf("a.ts", text).imports).toEqual([]);
});

test("styles and markup also import files", () => {
  const from = (path: string, text: string) => codeOf(path, text).imports.map(({ from }) => from);
  expect(from("a.css", '@import "tailwindcss";\n@source "../x";')).toEqual(["tailwindcss", "../x"]);
  expect(from("a.html", '<script type="module" src="/src/main.tsx"></script>')).toEqual([
    "/src/main.tsx",
  ]);
  expect(from("a.html", '<a class="link" href="/page">A page</a>')).toEqual([]);
});

test("finds names that are imported and not used", () => {
  const text = "import a, { b, type C } from 'x';\nimport * as d from 'y';\nb(); // a C d\n";
  expect(codeOf("a.ts", text).unused).toEqual(["C", "a", "d"]);
});

describe("a project", () => {
  const files = {
    "package.json": '{"scripts":{"x":"node scripts/x.ts"}}',
    "tsconfig.json": '{"compilerOptions":{"paths":{"~/*":["./server/*"],"@/*":["./src/*"]}}}',
    "index.html": '<script src="/src/main.tsx"></script>',
    "src/main.tsx": "import { a } from '@/a';\nimport './main.css';\nawait import('./lazy');",
    "src/a/index.ts": "export { a, unused } from './a';",
    "src/a/a.ts":
      "export const a = 1;\nexport const unused = 1;\nexport const inside = a + inside;",
    "src/main.css": "",
    "src/lazy.tsx": "",
    "src/alone.ts": "import '~/alone';",
    "scripts/x.ts": `const script = \`\${import.meta.dirname}/y.ts\`; run("server/z.ts");`,
    "scripts/y.ts": "",
    "server/z.ts": "import type { B } from '~/b'; type C = B;",
    "server/b.ts": "export interface B {}",
    "server/alone.ts": "",
  };
  const answers = { name: "x", ...catalogueDefaults(catalogue) };
  const project = projectOf(answers, new Map(Object.entries(files)));

  test("finds files that nothing refers to", () => {
    expect(unreachedFiles(project)).toEqual(["src/alone.ts", "server/alone.ts"]);
  });

  test("finds exports that nothing uses", () => {
    expect(idleExports(project, takenExports(project))).toEqual(["src/a/index.ts unused"]);
  });
});
