import { existsSync, readFileSync } from "node:fs";
import { isObject } from "../engine/merge-package-json.ts";
import { type Host, pathsOf } from "../host.ts";
import { type PackageManagerName, packageManagers } from "../options/package-managers.ts";

/** A monorepo that a project is in. */
export interface Workspace {
  /** Absolute. */
  root: string;
  /** Whether the package manager installs the project together with the others, or by itself. */
  member: boolean;
  /** Another package manager, if the monorepo has its lockfile. */
  other: PackageManagerName | undefined;
}

/**
 * The workspace that a project at `path` will be in, as its package manager sees it. npm and Bun
 * look in the folders above for `workspaces` that list it. A project for pnpm or Yarn has a file
 * that makes it a root of its own.
 */
export function workspaceAround(
  path: string,
  pm: PackageManagerName,
  host: Pick<Host, "platform">,
): Workspace | undefined {
  const { dirname, relative, join } = pathsOf(host);
  for (let root = dirname(path); ; root = dirname(root)) {
    const below = relative(root, path).replaceAll("\\", "/");
    const listed = isListed(below, listedIn(join(root, "package.json")));
    const found = pm === "pnpm" ? existsSync(join(root, "pnpm-workspace.yaml")) : listed;
    if (found) {
      const member = packageManagers[pm].joinsWorkspaces;
      return { root, member, other: otherIn(root, pm, join) };
    }
    if (dirname(root) === root) return undefined;
  }
}

function otherIn(root: string, pm: PackageManagerName, join: (...parts: string[]) => string) {
  const names = Object.keys(packageManagers) as PackageManagerName[];
  const has = (name: PackageManagerName) => existsSync(join(root, packageManagers[name].lockfile));
  return has(pm) ? undefined : names.find(has);
}

/** The patterns in `workspaces`, or none if the file can't be read. */
function listedIn(packageJson: string): string[] {
  try {
    const json: unknown = JSON.parse(readFileSync(packageJson, "utf8"));
    const workspaces = isObject(json) ? json["workspaces"] : undefined;
    const patterns = isObject(workspaces) ? workspaces["packages"] : workspaces;
    return Array.isArray(patterns) ? patterns.filter((item) => typeof item === "string") : [];
  } catch {
    return [];
  }
}

/** Whether the last pattern that matches a folder includes it, rather than excluding it with `!`. */
function isListed(folder: string, patterns: readonly string[]): boolean {
  const last = patterns.findLast((pattern) => matches(folder, pattern.replace(/^!/, "")));
  return last !== undefined && !last.startsWith("!");
}

function matches(folder: string, pattern: string): boolean {
  const segments = pattern.replace(/^\.?\/|\/$/g, "").split("/");
  const expression = segments
    .map((segment) =>
      segment === "**"
        ? "(?:[^/]+/)*"
        : `${segment.replace(/[.+^$()|[\]{}\\]/g, "\\$&").replaceAll("*", "[^/]*")}/`,
    )
    .join("");
  return new RegExp(`^${expression}$`).test(`${folder}/`);
}

/** What to know about it before anything is written. */
export function workspaceText({ root, member, other }: Workspace, pm: PackageManagerName): string {
  const joins = member
    ? `The project becomes part of the workspace in ${root}. ${pm} installs it there, with one lockfile.`
    : `The project doesn't join the workspace in ${root}. It's installed on its own, with its own lockfile.`;
  const readme = 'See "In a monorepo" in its README.';
  const fits =
    other &&
    `The workspace has a ${packageManagers[other].lockfile}, so you may want --pm ${other}.`;
  return [joins, readme, fits].filter(Boolean).join(" ");
}
