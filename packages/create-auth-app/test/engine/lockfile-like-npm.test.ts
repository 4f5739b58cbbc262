import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { allAnswers } from "../../scripts/all-answers.ts";
import {
  assertEveryPlatform,
  bakedDependencies,
  wantedDependencies,
} from "../../scripts/bake/lockfile.ts";
import { readBakedLockfile, readRepository } from "../../src/engine/read-repository.ts";
import { render } from "../../src/engine/render.ts";

const templates = readRepository(resolve(import.meta.dirname, "../../../.."));
const union = readBakedLockfile(resolve(import.meta.dirname, "../../../..")) ?? "";

/** One project for each package.json that npm's users can get. */
function projects(): Map<string, string> {
  const byManifest = new Map<string, string>();
  for (const answers of allAnswers().filter(({ pm }) => pm === "npm")) {
    const files = render(answers, templates);
    byManifest.set(files.get("package.json") ?? "", files.get("package-lock.json") ?? "");
  }
  return byManifest;
}

test("npm itself, offline, cuts the union to the same bytes", { timeout: 900_000 }, () => {
  for (const [manifest, lockfile] of projects()) expect(cutByNpm(manifest)).toBe(lockfile);
});

/** Given a lockfile that is for more than the package.json, npm takes away what nothing reaches. */
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

test("the baked lockfile is for what the templates want, for every platform, from any registry", () => {
  expect(bakedDependencies(union)).toEqual(wantedDependencies(templates));
  expect(() => assertEveryPlatform(union)).not.toThrow();
  expect(union).not.toMatch(/"resolved"|https?:\/\/[^"]*\.tgz/);
  const packages: Record<string, { integrity?: string; inBundle?: true }> =
    JSON.parse(union).packages;
  for (const [location, { integrity, inBundle }] of Object.entries(packages)) {
    if (location !== "" && !inBundle) expect(integrity, location).toMatch(/^sha512-/);
  }
});
