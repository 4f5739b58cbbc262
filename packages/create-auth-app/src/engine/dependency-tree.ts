import type { JsonObject } from "./merge-package-json.ts";

/** The entries by location (`node_modules/a/node_modules/b`; the project itself is ``). */
export interface Tree {
  entries: ReadonlyMap<string, JsonObject>;
  /** The locations with their own node_modules: only a few, so most searches take one step. */
  holders: ReadonlySet<string>;
}

type Names = Readonly<Record<string, string>>;

/** The part of a `packages` entry in npm's lockfile that decides which packages are reached. */
interface Entry {
  dependencies?: Names;
  devDependencies?: Names;
  optionalDependencies?: Names;
  peerDependencies?: Names;
  peerDependenciesMeta?: Readonly<Record<string, { optional?: boolean }>>;
}

/** In npm's order: if a name is in two sections, the later one wins. */
const dependencySections = [
  ["peer", "peerDependencies"],
  ["prod", "dependencies"],
  ["optional", "optionalDependencies"],
  ["dev", "devDependencies"],
] as const;

/** A dependency that was found. */
export interface Edge {
  to: string;
  dev: boolean;
  optional: boolean;
  peer: boolean;
}

/** Where Node would find `name` from `location`: in its own node_modules, or in one further up. */
export function findPackage(
  { entries, holders }: Tree,
  location: string,
  name: string,
): string | undefined {
  for (let at = location; at !== ""; at = parentOf(at)) {
    if (!holders.has(at)) continue;
    const nested = `${at}/node_modules/${name}`;
    if (entries.has(nested)) return nested;
  }
  const top = `node_modules/${name}`;
  return entries.has(top) ? top : undefined;
}

/** The `packages` of a lockfile, indexed for searching. */
export function treeOf(packages: JsonObject): Tree {
  const entries = new Map(Object.entries(packages) as [string, JsonObject][]);
  const holders = new Set([...entries.keys()].map(parentOf).filter((parent) => parent !== ""));
  return { entries, holders };
}

/** The package in whose node_modules this one is. */
function parentOf(location: string): string {
  return location.slice(0, Math.max(0, location.lastIndexOf("/node_modules/")));
}

/** The dependencies of the package at `location`. The later of two sections wins a name. */
export function dependenciesOf(tree: Tree, location: string): Edge[] {
  const entry: Entry = tree.entries.get(location) ?? {};
  const edges = new Map<string, Edge>();
  for (const [kind, section] of dependencySections) {
    if (kind === "dev" && location !== "") continue;
    for (const name in entry[section]) {
      const to = findPackage(tree, location, name);
      if (to === undefined) {
        if (location === "" && kind !== "optional")
          throw new Error(`${name} is not in the baked lockfile`);
        continue;
      }
      const peer = kind === "peer";
      const optional = peer
        ? entry.peerDependenciesMeta?.[name]?.optional === true
        : kind === "optional";
      edges.set(name, { to, dev: kind === "dev", optional, peer });
    }
  }
  return [...edges.values()];
}
