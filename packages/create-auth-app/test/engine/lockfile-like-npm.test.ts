import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { combinations } from "../../scripts/all-answers.ts";
import {
  assertEveryPlatform,
  bakedDependencies,
  wantedDependencies,
} from "../../scripts/bake/lockfile.ts";
import { cover, everyFew, variablesOf } from "../../scripts/combinations/cover.ts";
import { readBakedLockfile, readRepository } from "../../src/engine/read-repository.ts";
import { render } from "../../src/engine/render.ts";
import { catalogue } from "../../src/options/catalogue.ts";

const templates = readRepository(resolve(import.meta.dirname, "../../../.."));
const union = readBakedLockfile(resolve(import.meta.dirname, "../../../..")) ?? "";

/**
 * Projects that together have every package that npm users can get, each with what brings it in.
 * At night, every possible package.json is used: COMBINATIONS=all.
 */
function projects(): Map<string, string> {
  const { npm } = catalogue.pm.choices;
  const from = { ...catalogue, pm: { ...catalogue.pm, choices: { npm } } };
  const variables = variablesOf(from);
  const chosen =
    process.env["COMBINATIONS"] === "all"
      ? combinations(from)
      : cover(everyFew(1, variables), variables, from);
  const byManifest = new Map<string, string>();
  for (const answers of chosen) {
    const files = render({ name: "my-app", ...answers }, templates);
    byManifest.set(files.get("package.json") ?? "", files.get("package-lock.json") ?? "");
  }
  return byManifest;
}

test("npm itself, offline, cuts the union to the same bytes", { timeout: 900_000 }, () => {
  const all = projects();
  console.log(`${all.size} package.jsons`);
  for (const [manifest, lockfile] of all) expect(cutByNpm(manifest)).toBe(lockfile);
});

/** Given a lockfile for more than the package.json, npm removes what nothing reaches. */
function cutByNpm(manifest: string): string {
  const folder = mkdtempSync(join(tmpdir(), "lockfile-"));
  try {
    writeFileSync(join(folder, "package.json"), manifest);
    writeFileSync(join(folder, "package-lock.json"), union);
    const flags = [
      "--package-lock-only",
      "--offline",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
    ];
    execFileSync("npm", ["install", ...flags], {
      cwd: folder,
      stdio: "pipe",
      shell: process.platform === "win32",
    });
    return readFileSync(join(folder, "package-lock.json"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("the baked lockfile covers what the templates need, on every platform, from any registry", () => {
  expect(bakedDependencies(union)).toEqual(wantedDependencies(templates));
  expect(() => assertEveryPlatform(union)).not.toThrow();
  expect(union).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
  const packages: Record<string, { integrity?: string; inBundle?: true }> =
    JSON.parse(union).packages;
  for (const [location, { integrity, inBundle }] of Object.entries(packages)) {
    if (location !== "" && !inBundle) expect(integrity, location).toMatch(/^sha512-/);
  }
});
