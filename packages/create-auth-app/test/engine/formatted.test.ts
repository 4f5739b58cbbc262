import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { allAnswers } from "../../scripts/all-answers.ts";
import { idOf } from "../../scripts/lay/folder.ts";
import { readRepository } from "../../src/engine/read-repository.ts";
import { render } from "../../src/engine/render.ts";
import { temporaryDirectory } from "../temporary-directory.ts";

const root = resolve(import.meta.dirname, "../../../..");

// Deleting a line can leave what fits on one line spread over three, or an import out of order.
test("every file of every project is as its own formatter and linter want it", () => {
  const templates = readRepository(root);
  const folder = temporaryDirectory();
  const written = new Set<string>();
  for (const answers of allAnswers().filter(
    (a) => a.pm === "npm" && !a.pinNode && a.email !== "smtp",
  )) {
    for (const [path, text] of render(answers, templates)) {
      if (path === "package-lock.json") continue;
      // Each text once. The folder stands for the text, so that the rest of the path stays the same.
      const place = path === "biome.json" ? path : `texts/${idOf(text).slice(0, 12)}/${path}`;
      if (written.has(place)) continue;
      written.add(place);
      mkdirSync(dirname(join(folder, place)), { recursive: true });
      writeFileSync(join(folder, place), text);
    }
  }
  expect(written.size).toBeGreaterThan(500);
  spawnSync("git", ["init", "-q"], { cwd: folder });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [biome, "ci", "--max-diagnostics=200", "--diagnostic-level=warn", "."],
    { cwd: folder, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  expect(status, `${stdout}${stderr}`).toBe(0);
});
