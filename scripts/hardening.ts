/**
 * Removes each hardening measure of the apps in turn, in a copy, and says which test notices.
 *
 *   node scripts/hardening.ts                         every measure in both apps, an hour or more
 *   node scripts/hardening.ts --app fsd-spa           in one app
 *   node scripts/hardening.ts guess headers           measures with a word in their names
 *
 * Fails if no test notices, or if the code to remove is no longer there.
 */
import { resolve } from "node:path";
import { copyOf } from "./hardening/copy.ts";
import { type Measure, measures } from "./hardening/measures.ts";
import { failingTest } from "./hardening/tests.ts";
import { withoutMeasure } from "./hardening/without.ts";

const root = resolve(import.meta.dirname, "..");
const apps = {
  "react-router-sqlite": "app",
  "fsd-spa": "server",
} as const;

type App = keyof typeof apps;

const [flag, named, ...others] = process.argv.slice(2);
const onlyApp = flag === "--app" ? (named as App) : undefined;
const words = flag === "--app" ? others : process.argv.slice(2);
const chosen = measures.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);

console.log("| app | measure | checklist | noticed by |\n|---|---|---|---|");
let unnoticed = 0;
for (const app of onlyApp ? [onlyApp] : (Object.keys(apps) as App[])) {
  const copy = copyOf(root, app);
  try {
    refuseIfRed(copy.folder);
    for (const measure of chosen.filter((one) => (one.app ?? app) === app)) {
      const notice = notices(copy.folder, app, measure);
      if (!notice.ok) unnoticed++;
      console.log(`| ${app} | ${measure.name} | ${measure.row} | ${notice.text} |`);
    }
  } finally {
    copy.remove();
  }
}
console.log(unnoticed === 0 ? "\nEach is noticed." : `\n${unnoticed} are not noticed.`);
process.exitCode = unnoticed === 0 ? 0 : 1;

/** A test that always fails would seem to notice everything. */
function refuseIfRed(folder: string) {
  const test = failingTest(folder, [...new Set(chosen.flatMap(({ tests }) => tests))]);
  if (test === undefined) return;
  throw new Error(`This test fails even with everything in place: ${test}`);
}

function notices(folder: string, app: App, measure: Measure) {
  try {
    const restore = withoutMeasure(folder, apps[app], measure);
    try {
      const test = failingTest(folder, measure.tests);
      return test ? { ok: true, text: test } : { ok: false, text: "NO TEST" };
    } finally {
      restore();
    }
  } catch (error) {
    return { ok: false, text: `NOT TAKEN OUT: ${(error as Error).message}` };
  }
}
