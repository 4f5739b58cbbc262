// Runs every check of the repository and continues after a failure, so one run reports everything.
// `npm test -- lint engine` runs only the stages named by a word, or whose names contain one;
// `npm test -- --full` also runs what repeats other tests, as the nightly workflow does.
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { environmentOf, newStore, type Store } from "./smoke/store.ts";
import { report } from "./test-all/report.ts";
import { runStage, type StageResult } from "./test-all/run-stage.ts";
import { type Stage, stages } from "./test-all/stages.ts";

const flags = ["--full"];
const words = process.argv.slice(2).filter((word) => !flags.includes(word));
if (process.argv.includes("--full")) process.env["SMOKE_FULL"] = "1";

const isName = (word: string) => stages.some(({ name }) => name === word);
const chosen = stages.filter(
  ({ name }) =>
    words.length === 0 ||
    words.some((word) => (isName(word) ? name === word : name.includes(word))),
);
if (chosen.length === 0) {
  console.error(`No stage has ${words.join(" or ")} in its name. The stages are:`);
  for (const { name } of stages) console.error(`  ${name}`);
  process.exit(2);
}

const started = Date.now();
const results: StageResult[] = [];
for (const stage of chosen.filter(({ smoke }) => !smoke)) results.push(await runStage(stage));
results.push(...(await runSmokeTests(chosen.filter(({ smoke }) => smoke))));

console.log(report(results, (Date.now() - started) / 1000));
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;

/** In parallel, one for each processor: they spend much of their time waiting. */
async function runSmokeTests(queue: Stage[]): Promise<StageResult[]> {
  if (queue.length === 0) return [];
  const folder = await mkdtemp(join(tmpdir(), "create-auth-app-store-"));
  let store: Store | undefined;
  try {
    store = await newStore(folder);
    Object.assign(process.env, environmentOf(store));
    const results: StageResult[] = [];
    const work = async () => {
      for (let stage = queue.shift(); stage; stage = queue.shift()) {
        results.push(await runStage(stage, { aside: true }));
      }
    };
    await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
    return results;
  } finally {
    store?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
  }
}
