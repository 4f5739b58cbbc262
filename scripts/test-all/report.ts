import { stripVTControlCharacters } from "node:util";
import type { StageResult } from "./run-stage.ts";

/** Enough for the last failure of a test run, with the expected value and the place. */
const LAST_LINES = 40;

/**
 * How a run went: a line for each stage, the last lines of those that failed, and the tests that
 * failed. These come last, because someone who looks at a run sees its end first.
 *
 * @param seconds how long the whole run took
 */
export function report(results: readonly StageResult[], seconds: number): string {
  const failed = results.filter(({ ok }) => !ok);
  const counts = `${results.length - failed.length} passed, ${failed.length} failed`;
  return [
    "",
    ...results.map(lineOf),
    `${counts}, ${seconds.toFixed(0)} s`,
    ...failed.flatMap(({ name, output }) => ["", `=== ${name}: its last lines`, lastLines(output)]),
    ...failed.flatMap(({ name, output }) => ["", `FAILED  ${name}`, ...failedTests(output)]),
  ].join("\n");
}

function lineOf({ name, ok, seconds }: StageResult): string {
  return `${ok ? "passed" : "FAILED"}  ${seconds.toFixed(1).padStart(6)} s  ${name}`;
}

function lastLines(output: string): string {
  return output.trimEnd().split("\n").slice(-LAST_LINES).join("\n");
}

/** The lines with which Vitest names the tests that failed, each once. */
function failedTests(output: string): string[] {
  const lines = stripVTControlCharacters(output).split("\n");
  return [...new Set(lines.filter((line) => /^\s*FAIL\s/.test(line)))];
}
