/**
 * Bakes what rendering needs and only tools can generate: the schema and first migration of each
 * database with everything on, kept in its template, and one lockfile for all templates and layers.
 * Then checks that leaving out a feature's tables gives the same bytes as the tools without it.
 *
 *   node scripts/bake.ts            bakes (the lockfile only if the dependencies have changed)
 *   node scripts/bake.ts --lockfile bakes the lockfile from scratch, for new indirect dependencies
 *   node scripts/bake.ts --check    fails if something baked is out of date; needs no network
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readBakedLockfile, readRepository } from "../src/engine/read-repository.ts";
import { render } from "../src/engine/render.ts";
import { isGenerated, ownedTables } from "../src/engine/tables.ts";
import type { Template } from "../src/engine/templates.ts";
import { catalogue, type ProjectAnswers } from "../src/options/catalogue.ts";
import { answersWith } from "./all-answers.ts";
import { bakeDatabase } from "./bake/database.ts";
import { bakedDependencies, bakeLockfile, wantedDependencies } from "./bake/lockfile.ts";

const root = resolve(import.meta.dirname, "../../..");
const lockfilePath = resolve(import.meta.dirname, "../baked/lockfile.json");
const checking = process.argv.includes("--check");
const problems: string[] = [];

// First, because the projects compared below are rendered with it.
bakeTheLockfile();
for (const database of Object.keys(catalogue.database.choices)) {
  bakeEverything(database);
  compareOthers(database);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** The schema and first migration with every feature on are kept in the database's template. */
function bakeEverything(database: string): void {
  const templates = readRepository(root);
  const { name, files } = ownerOf(database, templates.templates);
  console.log(`${checking ? "Checking" : "Baking"} ${database}, with everything on`);
  const fresh = bakeDatabase(answersFor(database, []), templates, root);
  const before = [...files.keys()].filter((path) => isGenerated(path, "server/db"));
  const paths = new Set([...before, ...[...fresh.keys()].map((path) => `server/db/${path}`)]);
  for (const path of paths) {
    const text = fresh.get(path.slice("server/db/".length));
    if (files.get(path) === text) continue;
    const place = `templates/${name}/${path}`;
    if (checking) problems.push(`${place} is out of date: run \`pnpm bake\``);
    else if (text === undefined) rmSync(join(root, place));
    else write(join(root, place), text);
  }
}

/** What is left when something is off has to match what the tools generate then. */
function compareOthers(database: string): void {
  const templates = readRepository(root);
  const names = Object.keys(ownedTables);
  const sets = names.length > 1 ? [...names.map((name) => [name]), names] : [names];
  for (const off of sets) {
    console.log(`Comparing ${database}, without ${off.join(", ")}`);
    const answers = answersFor(database, off);
    const rendered = render(answers, templates);
    for (const [path, text] of bakeDatabase(answers, templates, root)) {
      // The server folder of the default framework's app.
      if (rendered.get(`app/db/${path}`) === text) continue;
      problems.push(
        `${path} for ${database} without ${off.join(", ")} is not what the tools make: does src/engine/tables.ts name all that belongs to it?`,
      );
    }
  }
}

function answersFor(database: string, off: readonly string[]): ProjectAnswers {
  const facts = off.flatMap((names) => names.split("|"));
  return { name: "my-app", ...answersWith([database], facts) } as ProjectAnswers;
}

/** The template that provides this database: a layer, or the base. */
function ownerOf<T extends Pick<Template, "manifest">>(database: string, all: readonly T[]): T {
  const owner = all.find(
    ({ manifest }) => manifest.fact === database || manifest.provides?.includes(database),
  );
  if (!owner) throw new Error(`No template provides ${database}`);
  return owner;
}

function bakeTheLockfile(): void {
  const wanted = wantedDependencies(readRepository(root));
  const before = readBakedLockfile(root);
  const current = before !== undefined && isDeepStrictEqual(bakedDependencies(before), wanted);
  if (checking) {
    if (!current) problems.push("baked/lockfile.json is out of date: run `pnpm bake`");
    return;
  }
  const fromScratch = process.argv.includes("--lockfile");
  if (current && !fromScratch) return;
  console.log("Baking the lockfile");
  write(lockfilePath, bakeLockfile(wanted, fromScratch ? undefined : before));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
