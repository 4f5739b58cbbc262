import { resolve } from "node:path";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { chosenCombinations } from "../../scripts/combinations/check.ts";
import type { Contents, Files, ProjectFiles } from "../../src/engine/files.ts";
import { loadTemplates } from "../../src/engine/packed.ts";
import { readRepository } from "../../src/engine/read-repository.ts";
import { render } from "../../src/engine/render.ts";
import { catalogue, type ProjectAnswers } from "../../src/options/catalogue.ts";
import { type Merge, merge } from "../../src/update/merge.ts";
import { editAtRandom, type OwnersEdits, randomNumbers } from "./random-edits.ts";

const repository = readRepository(resolve(import.meta.dirname, "../../../.."));
const templates = loadTemplates();
const labels = { mine: "yours", theirs: "create-auth-app 1.3.0" };

const projects = chosenCombinations(repository, catalogue).map((answers) => ({
  answers,
  files: render({ name: "my-app", ...answers } as ProjectAnswers, templates),
}));
const isMigration = (path: string) => /\/db\/migrations\//.test(path);

function applied(mine: ProjectFiles, { files }: Merge): Map<string, Contents> {
  const result = new Map(mine);
  for (const { path, contents } of files) {
    if (contents === undefined) result.delete(path);
    else result.set(path, contents);
  }
  return result;
}

function withoutMigrations(files: ProjectFiles): Record<string, Contents> {
  return Object.fromEntries([...files].filter(([path]) => !isMigration(path)).sort());
}

test("without edits, any answers lead to the files of any others and back, in one update", () => {
  let pairs = 0;
  for (const { files: from } of projects) {
    for (const { files: to } of projects) {
      pairs++;
      const there = applied(from, merge(from, from, to, labels));
      expect(withoutMigrations(there)).toEqual(withoutMigrations(to));
      expect(merge(to, there, to, labels).files).toEqual([]);
      const back = applied(there, merge(to, there, from, labels));
      expect(withoutMigrations(back)).toEqual(withoutMigrations(from));
    }
  }
  expect(pairs).toBeGreaterThan(200);
  console.log(`${pairs} pairs of ${projects.length} projects`);
});

/** Said once for all scripts: how many there are, and the seed of the first, to see one again. */
const scripts = Number(process.env["EDIT_SCRIPTS"] ?? 300);
const firstSeed = Number(process.env["EDIT_SEED"] ?? 1);

test(`after ${scripts} random scripts of edits, every line of the owner is in the result`, () => {
  const totals = { edits: 0, merged: 0, conflicts: 0, kept: 0 };
  for (let seed = firstSeed; seed < firstSeed + scripts; seed++) {
    const random = randomNumbers(seed);
    const from = random.pick(projects);
    const others = projects.filter(
      ({ answers }) => answers["framework"] === from.answers["framework"],
    );
    const [a, b] = [from.files, random.pick(others).files];
    const often = [...b].filter(([path, text]) => a.has(path) && a.get(path) !== text);
    const owner = editAtRandom(a, random, { often: often.map(([path]) => path), parses });
    const result = merge(a, owner.files, b, labels);
    const about = `EDIT_SEED=${seed} EDIT_SCRIPTS=1`;
    expect(lostLines(owner, applied(owner.files, result)), about).toEqual([]);
    expect(broken(result, owner.files, b), about).toEqual([]);
    totals.edits += owner.lines.length;
    totals.kept += result.kept.length;
    for (const { change } of result.files) {
      if (change === "merged") totals.merged++;
      if (change === "conflict") totals.conflicts++;
    }
  }
  console.log(totals);
  expect(totals.merged).toBeGreaterThan(scripts);
});

/** Lines that the owner wrote and that are nowhere afterwards. */
function lostLines({ lines }: OwnersEdits, after: ProjectFiles): string[] {
  const all = [...after.values()].filter((text) => typeof text === "string").join("\n");
  return lines.filter((line) => !all.includes(line));
}

/** Files that are reported as merged and aren't what their name says, although both sides were. */
function broken({ files }: Merge, mine: ProjectFiles, theirs: Files): string[] {
  return files.flatMap(({ path, change, contents }) => {
    if (change !== "merged") return [];
    const sides = [mine.get(path), theirs.get(path)];
    const fine = sides.every((side) => side === undefined || parses(path, side));
    return fine && !parses(path, contents) ? [path] : [];
  });
}

function parses(path: string, contents: Contents | undefined): boolean {
  if (typeof contents !== "string") return false;
  if (/\.tsx?$/.test(path)) return parseSync(path, contents).errors.length === 0;
  if (!path.endsWith(".json")) return true;
  try {
    JSON.parse(contents);
    return true;
  } catch {
    return false;
  }
}
