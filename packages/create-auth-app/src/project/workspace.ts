import { existsSync, readFileSync } from "node:fs";
import { isObject } from "../engine/merge-package-json.ts";
import { type Host, pathsOf } from "../host.ts";
import { type PackageManagerName, packageManagers } from "../options/package-managers.ts";

/** A monorepo around a project. */
export interface Workspace {
  /** Absolute. */
  root: string;
  /** Whether the package manager installs the project together with the others, or by itself. */
  member: boolean;
  /** Another package manager, if the monorepo has its lockfile. */
  other: PackageManagerName | undefined;
}

/**
 * The workspace that a project at `path` comes to be in, as its package manager sees it. npm and
 * Bun look further up for a `workspaces` that lists it. A project for pnpm or Yarn brings a file
 * that makes it the root of its own.
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

/** The patterns under `workspaces`, or none where the file can't be read. */
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

/** Whether the last pattern that matches a folder takes it in, rather than out by a `!`. */
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

/** What there is to know about it before anything is written. */
export function workspaceText({ root, member, other }: Workspace, pm: PackageManagerName): string {
  const joins = member
    ? `The project becomes part of the workspace in ${root}: ${pm} installs and locks it there.`
    : `The project stays apart from the workspace in ${root}: it's installed and locked by itself.`;
  const readme = 'Its README says more ("In a monorepo").';
  const fits =
    other && `There is a ${packageManagers[other].lockfile}, so you may want --pm ${other}.`;
  return [joins, readme, fits].filter(Boolean).join(" ");
}
