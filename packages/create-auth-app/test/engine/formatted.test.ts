import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { chosenCombinations, textsOf, withMarkersRead } from "../../scripts/combinations/check.ts";
import { dependentFiles, mergedPaths } from "../../scripts/combinations/dependence.ts";
import { idOf } from "../../scripts/lay/folder.ts";
import { readRepository } from "../../src/engine/read-repository.ts";
import { render } from "../../src/engine/render.ts";
import { catalogue, type ProjectAnswers } from "../../src/options/catalogue.ts";
import { temporaryDirectory } from "../temporary-directory.ts";

const root = resolve(import.meta.dirname, "../../../..");
const repository = readRepository(root);
const templates = withMarkersRead(repository, catalogue);

// Deleting a line can leave three lines that fit on one, or an import out of order.
test("every file of every project passes its own formatter and linter", () => {
  const folder = temporaryDirectory();
  const written = new Set<string>();
  const write = (path: string, text: string) => {
    // Each text has its own folder, so the rest of the path stays the same.
    const place = path === "biome.json" ? path : `texts/${idOf(text).slice(0, 12)}/${path}`;
    if (written.has(place)) return;
    written.add(place);
    mkdirSync(dirname(join(folder, place)), { recursive: true });
    writeFileSync(join(folder, place), text);
  };
  for (const file of dependentFiles(repository.templates, catalogue)) {
    if (mergedPaths.has(file.path)) continue;
    for (const { text } of textsOf(file, templates, catalogue)) if (text) write(file.path, text);
  }
  for (const answers of chosenCombinations(repository, catalogue)) {
    const files = render({ name: "my-app", ...answers } as ProjectAnswers, templates);
    for (const path of mergedPaths) write(path, files.get(path) ?? "");
  }
  expect(written.size).toBeGreaterThan(500);

  spawnSync("git", ["init", "-q"], { cwd: folder });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [biome, "ci", "--max-diagnostics=200", "."],
    { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  const output = `${stdout}${stderr}`;
  expect(status, output).toBe(0);
  // Mere advice would also be printed by the first `npm run check`.
  expect(output).not.toContain("━━━");
});
