/**
 * Type-checks generated projects outside the workspace: what is valid with everything on may not be
 * with something deleted. It uses the few combinations from `chosenCombinations`.
 *
 *   node scripts/composed.ts             type-checks them, and checks their layers with steiger
 *   node scripts/composed.ts --test      also builds them and runs their tests, one by one
 *   node scripts/composed.ts --test=x    runs only the tests with x in their names
 *   node scripts/composed.ts --all       every combination that changes code
 *   node scripts/composed.ts --part=2/6  the second sixth of them, for several machines
 *   node scripts/composed.ts password …  only projects with all of these facts
 */
import { resolve } from "node:path";
import { readRepository } from "../src/engine/read-repository.ts";
import { catalogueDefaults, flagsFor } from "../src/options/answers.ts";
import { optionsWhere, type ProjectAnswers } from "../src/options/catalogue.ts";
import { factsOf } from "../src/options/facts.ts";
import { combinations as allCombinations } from "./all-answers.ts";
import { chosenCombinations } from "./combinations/check.ts";
import { failuresOf } from "./composed/project.ts";

const root = resolve(import.meta.dirname, "../../..");
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const testing = process.argv.map((word) => /^--test(?:=(.*))?$/.exec(word)).find(Boolean);
const shard = process.argv.map((word) => /^--part=(\d+)\/(\d+)$/.exec(word)).find(Boolean);
const [, part = 1, parts = 1] = (shard ?? []).map(Number);
const scripts = [
  ["typecheck"],
  ["lint:fsd"],
  ...(testing ? [["build"], ["test", ...(testing[1] ? ["--", testing[1]] : [])]] : []),
];
// More type-checks than processors would only wait for each other. Tests wait for servers, and fail
// if the servers are late.
const atOnce = testing ? 1 : 2;

// How a project is installed and run doesn't change its code.
const ofCode = optionsWhere(({ installs }) => installs === undefined);
const templates = readRepository(root);
const combinations = process.argv.includes("--all")
  ? allCombinations(ofCode)
  : chosenCombinations(templates, ofCode);
const chosen = combinations
  .map((answers) => ({ name: "my-app", ...catalogueDefaults(), ...answers }) as ProjectAnswers)
  .filter((answers) => {
    const facts = factsOf(answers);
    return words.every((word) => facts.has(word));
  })
  .filter((_, index) => index % parts === part - 1);

const started = Date.now();
const queue = [...chosen.entries()];
let failed = 0;
await Promise.all(Array.from({ length: atOnce }, work));
const seconds = ((Date.now() - started) / 1000).toFixed(1);
console.log(`${chosen.length} combinations, ${seconds} s, ${failed} failed`);
process.exitCode = failed === 0 && chosen.length > 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [index, answers] = next;
    const failures = await failuresOf(answers, scripts, templates, root);
    if (failures.length > 0) failed += 1;
    const flags = flagsFor(answers, ofCode).join(" ");
    console.log(`${failures.length > 0 ? "FAILED" : "passed"} ${index + 1}. ${flags}`);
    for (const failure of failures) console.log(failure.trimEnd().replace(/^/gm, "       | "));
  }
}
