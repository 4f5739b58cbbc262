import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPackage, treeOf } from "../../src/engine/dependency-tree.ts";
import { isObject, type JsonObject, parseJsonObject } from "../../src/engine/merge-package-json.ts";
import type { RepositoryTemplates } from "../../src/engine/read-repository.ts";

const sections = ["dependencies", "devDependencies", "optionalDependencies"];

/** Every dependency of every template and layer, in one version each: they are locked together. */
export function wantedDependencies({ templates }: RepositoryTemplates): Record<string, string> {
  const wanted = new Map<string, string>();
  for (const { name: template, files } of templates) {
    const json = parseJsonObject(`${template}/package.json`, files.get("package.json") ?? "{}");
    for (const section of sections) {
      for (const [name, version] of Object.entries((json[section] ?? {}) as JsonObject)) {
        if (typeof version !== "string") continue;
        const other = wanted.get(name) ?? version;
        if (other !== version)
          throw new Error(`${name} is required in two versions, ${other} and ${version}`);
        wanted.set(name, version);
      }
    }
  }
  return Object.fromEntries([...wanted].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Locks all of them together, the way npm does. Versions locked in `before` are kept where they
 * fit, so a new dependency doesn't move the others. Asks the registry.
 */
export function bakeLockfile(wanted: Record<string, string>, before?: string): string {
  const folder = mkdtempSync(join(tmpdir(), "bake-lockfile-"));
  try {
    const manifest = { name: "union", private: true, dependencies: wanted };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    if (before) writeFileSync(join(folder, "package-lock.json"), before);
    const flags = ["--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"];
    execFileSync("npm", ["install", ...flags], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
    const lockfile = normalised(readFileSync(join(folder, "package-lock.json"), "utf8"));
    assertEveryPlatform(lockfile);
    return lockfile;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The dependencies that the baked lockfile was created for. */
export function bakedDependencies(lockfile: string): unknown {
  const packages = parseJsonObject("lockfile.json", lockfile)["packages"];
  const root = isObject(packages) ? packages[""] : undefined;
  return isObject(root) ? root["dependencies"] : undefined;
}

/**
 * npm leaves out what the registry doesn't have at that moment, such as one platform's binary. With
 * that lockfile, the binary would be missing on that platform permanently.
 */
export function assertEveryPlatform(lockfile: string): void {
  const tree = treeOf(parseJsonObject("lockfile.json", lockfile)["packages"] as JsonObject);
  const missing = [...tree.entries].flatMap(([location, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies as JsonObject)
      .filter((name) => findPackage(tree, location, name) === undefined)
      .map((name) => `${location} wants ${name}`),
  );
  if (missing.length > 0) throw new Error(`The registry lacks packages:\n${missing.join("\n")}`);
}

/** The entries without anything that depends on the machine (addresses) or the project (flags). */
function normalised(text: string): string {
  const { lockfileVersion, packages } = parseJsonObject("package-lock.json", text);
  if (!isObject(packages)) throw new Error("npm wrote a lockfile without packages");
  const entries = Object.entries(packages).map(([location, entry]) => {
    const {
      resolved: _1,
      dev: _2,
      optional: _3,
      devOptional: _4,
      peer: _5,
      ...rest
    } = entry as JsonObject;
    return [location, rest];
  });
  return `${JSON.stringify({ lockfileVersion, packages: Object.fromEntries(entries) }, null, 2)}\n`;
}
