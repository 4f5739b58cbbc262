import { reach, treeOf } from "./dependency-tree.ts";
import { flagsOf, withFlags } from "./lockfile-flags.ts";
import { type JsonObject, parseJsonObject } from "./merge-package-json.ts";

/**
 * The lockfile of the project with this package.json: of `union`, which locks every template's
 * dependencies together, what this project reaches. No address of a registry is in it.
 */
export function pruneLockfile(union: string, packageJson: string): string {
  const manifest = parseJsonObject("package.json", packageJson);
  const packages = parseJsonObject("package-lock.json", union)["packages"] as JsonObject;
  const tree = treeOf({ ...packages, "": rootEntry(manifest) });
  const { entries } = tree;
  const edges = reach(tree);
  const flags = flagsOf(edges);

  const lockfile = {
    name: manifest["name"],
    ...("version" in manifest && { version: manifest["version"] }),
    lockfileVersion: 3,
    requires: true,
    packages: Object.fromEntries(
      ["", ...[...entries.keys()].filter((location) => location !== "" && edges.has(location))].map(
        (location) => [location, withFlags(entries.get(location), flags.get(location))],
      ),
    ),
  };
  return `${JSON.stringify(lockfile, null, 2)}\n`;
}

/** The project itself: the parts of its package.json that npm repeats, in npm's order. */
function rootEntry(manifest: JsonObject): JsonObject {
  const keys = [
    ...["name", "version", "license", "dependencies", "bin", "devDependencies", "engines"],
    ...["optionalDependencies", "peerDependencies"],
  ];
  return Object.fromEntries(
    keys.filter((key) => key in manifest).map((key) => [key, manifest[key]]),
  );
}
