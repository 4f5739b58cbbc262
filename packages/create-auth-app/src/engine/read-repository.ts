import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Files, sortedFiles } from "./files.ts";
import { indexLockfile } from "./lockfile-index.ts";
import { isObject, parseJsonObject } from "./merge-package-json.ts";
import { parseManifest, type Template, type Templates } from "./templates.ts";

const packageFolder = "packages/create-auth-app";
const manifestName = "template.json";

/** The templates as text. */
export interface RepositoryTemplates extends Templates {
  templates: readonly (Omit<Template, "files"> & { files: Files })[];
}

/** Everything that rendering reads, from a checkout of this repository. */
export function readRepository(root: string): RepositoryTemplates {
  const lockfile = readBakedLockfile(root);
  const { version } = parseJsonObject(
    "package.json",
    readFileSync(join(root, packageFolder, "package.json"), "utf8"),
  );
  return {
    version: String(version),
    templates: readTemplates(root),
    lockfile: lockfile === undefined ? undefined : indexLockfile(lockfile),
  };
}

/** The templates alone, without the lockfile. */
export function readTemplates(root: string): RepositoryTemplates["templates"] {
  const byName = new Map<string, Map<string, string>>();
  for (const [path, text] of readTracked(root, "templates")) {
    const [name = "", ...rest] = path.split("/");
    const files = byName.get(name) ?? new Map<string, string>();
    byName.set(name, files.set(rest.join("/"), text));
  }
  return [...byName].map(([name, files]) => {
    const manifest = files.get(manifestName);
    if (manifest === undefined) throw new Error(`templates/${name} has no ${manifestName}`);
    files.delete(manifestName);
    return { name, manifest: parseManifest(`templates/${name}/${manifestName}`, manifest), files };
  });
}

/** The text of the baked lockfile, or nothing if none has been baked. */
export function readBakedLockfile(root: string): string | undefined {
  return readOrNothing(join(root, packageFolder, "baked/lockfile.json"))?.toString();
}

/**
 * The files under `folder` that git tracks or would track, by their path in it. That excludes
 * everything installed, built or secret.
 */
function readTracked(root: string, folder: string): Files {
  const listed = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate", "--", folder],
    { cwd: root, encoding: "utf8" },
  );
  const files: [string, string][] = [];
  for (const path of listed.split("\0")) {
    const text = path === "" ? undefined : readText(root, path);
    if (text !== undefined) files.push([path.slice(folder.length + 1), text]);
  }
  return sortedFiles(files);
}

/** Nothing for a file that is tracked and deleted. Only text can be rendered. */
function readText(root: string, path: string): string | undefined {
  const bytes = readOrNothing(join(root, path));
  if (!bytes) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(`${path} is not UTF-8 text`);
  }
}

function readOrNothing(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isObject(error) && error["code"] === "ENOENT") return undefined;
    throw error;
  }
}
