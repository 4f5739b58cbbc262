/**
 * Bakes what rendering needs and only tools can make: schema and first migration for every
 * combination of facts that changes tables, and one lockfile over all templates and layers.
 *
 *   node scripts/bake.ts            bakes (the lockfile only if the dependencies have changed)
 *   node scripts/bake.ts --lockfile bakes the lockfile anew, for what is new behind the same versions
 *   node scripts/bake.ts --check    fails if something baked is out of date; needs no network
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { bakedName } from "../src/engine/baked.ts";
import { sortedFiles } from "../src/engine/files.ts";
import { readBakedLockfile, readRepository } from "../src/engine/read-repository.ts";
import type { ProjectAnswers } from "../src/options/catalogue.ts";
import { factsOf } from "../src/options/facts.ts";
import { allAnswers } from "./all-answers.ts";
import { bakeDatabase } from "./bake/database.ts";
import { bakedDependencies, bakeLockfile, wantedDependencies } from "./bake/lockfile.ts";

const root = resolve(import.meta.dirname, "../../..");
const folder = resolve(import.meta.dirname, "../baked");
const checking = process.argv.includes("--check");
const templates = readRepository(root);

const fresh = new Map<string, string>();
for (const [name, answers] of combinations()) {
  console.log(`${checking ? "Checking" : "Baking"} schema and migration: ${name}`);
  for (const [path, text] of bakeDatabase(answers, templates, root)) {
    fresh.set(`${name}/${path}`, text);
  }
}

const wanted = wantedDependencies(templates);
const lockfile = readBakedLockfile(root);
const current = lockfile !== undefined && isDeepStrictEqual(bakedDependencies(lockfile), wanted);
const stale = outOfDate();
if (checking) {
  for (const path of stale) console.error(`baked/${path} is out of date`);
  if (stale.length > 0) console.error("Run `pnpm bake`.");
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  bake();
}

/** One set of answers for each folder of `baked/`. */
function combinations(): Map<string, ProjectAnswers> {
  const byName = new Map<string, ProjectAnswers>();
  for (const answers of allAnswers()) {
    const name = bakedName(factsOf(answers));
    if (!byName.has(name)) byName.set(name, answers);
  }
  return byName;
}

function outOfDate(): string[] {
  const baked = templates.baked ?? new Map<string, string>();
  const paths = sortedFiles([...baked, ...fresh]).keys();
  const different = [...paths].filter((path) => baked.get(path) !== fresh.get(path));
  return current ? different : [...different, "lockfile.json"];
}

function bake(): void {
  for (const path of stale.filter((path) => path !== "lockfile.json")) {
    rmSync(join(folder, path), { force: true });
  }
  for (const [path, text] of fresh) write(path, text);
  const anew = process.argv.includes("--lockfile");
  if (current && !anew) return;
  console.log("Baking the lockfile");
  write("lockfile.json", bakeLockfile(wanted, anew ? undefined : lockfile));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
