import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { loadTemplates } from "../../src/engine/packed.ts";
import { render as renderFiles } from "../../src/engine/render.ts";
import { catalogueDefaults } from "../../src/options/answers.ts";

const folder = resolve(import.meta.dirname, "../..");
const answers = { name: "my-app", ...catalogueDefaults() };

/** Later versions depend on this forever: src/render.ts. */
test("create-auth-app/render returns a project's files, in the built package", () => {
  const script = `
    import * as entry from "create-auth-app/render";
    const files = entry.render(${JSON.stringify(answers)});
    console.log(JSON.stringify({ names: Object.keys(entry), files }));`;
  const printed = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const { names, files } = JSON.parse(printed);
  expect(names).toEqual(["render"]);
  expect(files).toEqual(Object.fromEntries(renderFiles(answers, loadTemplates())));
});

test("its types describe its arguments and its result", () => {
  const types = readFileSync(resolve(folder, "dist/render.d.ts"), "utf8").replaceAll(/\s+/g, " ");
  expect(types).toContain("declare function render(answers: { readonly name: string;");
  expect(types).toContain("readonly [option: string]: string | readonly string[] | boolean;");
  expect(types).toContain("}): Record<string, string>;");
});
