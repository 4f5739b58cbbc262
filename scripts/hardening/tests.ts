import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

interface Report {
  testResults: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

/** Builds the app in this folder, runs these test files, and returns the first test that fails. */
export function failingTest(folder: string, files: readonly string[]): string | undefined {
  const report = join(folder, ".hardening-report.json");
  rmSync(report, { force: true });
  const paths = files.map((file) => `test/${file}.test.ts`);
  // Vitest ignores a file that doesn't exist.
  const missing = paths.find((path) => !existsSync(join(folder, path)));
  if (missing) throw new Error(`${missing} does not exist`);
  const vitest = join(folder, "node_modules/vitest/vitest.mjs");
  const { stderr } = spawnSync(
    process.execPath,
    [vitest, "run", ...paths, "--bail=1", "--retry=1", "--reporter=json", `--outputFile=${report}`],
    { cwd: folder, encoding: "utf8" },
  );
  const { testResults } = read(report, stderr);
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .find(({ status }) => status === "failed");
  if (failed) return failed.fullName;
  // A file that can't even start would seem to notice everything.
  const broken = testResults.find(({ message }) => message !== "");
  if (broken) throw new Error(`${broken.name} doesn't run: ${broken.message.split("\n")[0]}`);
  return undefined;
}

function read(path: string, stderr: string): Report {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Error(`the tests don't run: ${stderr.trim().split("\n")[0]}`);
  }
}
