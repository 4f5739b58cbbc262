import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Manifest {
  /** Relative to the root of the repository. */
  path: string;
  text: string;
}

const dependency = /^ {4}"(@?[a-z][\w./-]*)": "(\d[^"]*)"/gm;

/** Every package.json of the repository, its templates and layers. */
export function readManifests(root: string): Manifest[] {
  const folders = ["packages", "templates"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  return [".", "scripts/toolchain", ...folders.sort()]
    .map((folder) => `${folder}/package.json`)
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/**
 * The exact version of each dependency, the same everywhere.
 *
 * @throws Error if two manifests require different versions
 */
export function versionsIn(manifests: readonly Manifest[]): Map<string, string> {
  const versions = new Map<string, string>();
  for (const { path, text } of manifests) {
    for (const [, name = "", version = ""] of text.matchAll(dependency)) {
      const other = versions.get(name) ?? version;
      if (other !== version)
        throw new Error(`${path} requires ${name} ${version}, others require ${other}`);
      versions.set(name, version);
    }
  }
  return versions;
}

/** The text of a package.json with this version of the dependency, if it has the dependency. */
export function withVersion(text: string, name: string, version: string): string {
  return text.replace(dependency, (line, found: string, before: string) =>
    found === name ? line.replace(`"${before}"`, `"${version}"`) : line,
  );
}
