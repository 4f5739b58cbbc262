import { isObject, type JsonObject, parseJsonObject } from "./merge-package-json.ts";

type Names = Readonly<Record<string, string>>;

/** The entries by location (`node_modules/a/node_modules/b`; the project itself is ``). */
export interface Tree {
  entries: ReadonlyMap<string, JsonObject>;
  /** The locations with a node_modules of their own: few, so that most searches are one step. */
  holders: ReadonlySet<string>;
}

/** What of a `packages` entry of npm's lockfile decides who is reached. */
interface Entry {
  dependencies?: Names;
  devDependencies?: Names;
  optionalDependencies?: Names;
  peerDependencies?: Names;
  peerDependenciesMeta?: Readonly<Record<string, { optional?: boolean }>>;
}

/** In npm's order: for a name that two of them have, the later one counts. */
const dependencySections = {
  peer: "peerDependencies",
  prod: "dependencies",
  optional: "optionalDependencies",
  dev: "devDependencies",
} as const;

interface Edge {
  to: string;
  dev: boolean;
  optional: boolean;
  peer: boolean;
}

/** True until a path is found that proves the opposite, as npm computes them. */
interface Flags {
  dev: boolean;
  optional: boolean;
  devOptional: boolean;
  peer: boolean;
}

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

/** Everything that the root reaches, with the edges between what is reached. */
function reach(tree: Tree): Map<string, Edge[]> {
  const reached = new Map<string, Edge[]>();
  const queue = [""];
  for (let location = queue.pop(); location !== undefined; location = queue.pop()) {
    if (reached.has(location)) continue;
    const edges = edgesOf(tree, location);
    reached.set(location, edges);
    // Nothing is installed only because someone would accept it as an optional peer.
    queue.push(...edges.filter(({ peer, optional }) => !(peer && optional)).map(({ to }) => to));
  }
  for (const [location, edges] of reached) {
    reached.set(
      location,
      edges.filter(({ to }) => reached.has(to)),
    );
  }
  return reached;
}

/** The flags of everything that is reached, lowered along the edges until nothing changes. */
function flagsOf(edges: ReadonlyMap<string, readonly Edge[]>): Map<string, Flags> {
  const root = { dev: false, optional: false, devOptional: false, peer: false };
  const flags = new Map<string, Flags>([["", root]]);
  const queue = [""];
  for (let location = queue.pop(); location !== undefined; location = queue.pop()) {
    const from = flags.get(location) ?? root;
    for (const edge of edges.get(location) ?? []) {
      const known = flags.get(edge.to);
      const to = known ?? { dev: true, optional: true, devOptional: true, peer: true };
      if (!known) flags.set(edge.to, to);
      if (lower(to, from, edge) || !known) queue.push(edge.to);
    }
  }
  return flags;
}

/** Takes from `to` the flags that this way of reaching it disproves; says whether any was. */
function lower(to: Flags, from: Flags, edge: Edge): boolean {
  const before = { ...to };
  to.dev &&= from.dev || edge.dev;
  to.optional &&= from.optional || edge.optional;
  to.devOptional &&= from.devOptional || from.dev || from.optional || edge.dev || edge.optional;
  to.peer &&= from.peer || edge.peer;
  return (
    before.dev !== to.dev ||
    before.optional !== to.optional ||
    before.devOptional !== to.devOptional ||
    before.peer !== to.peer
  );
}

const flagNames = ["dev", "devOptional", "optional", "peer"] as const;

/**
 * The entry with the flags that are true, each where npm would write it, so that its next install
 * changes no line: after the version and the integrity, in the alphabet, before the objects.
 */
function withFlags(entry: JsonObject = {}, flags: Flags | undefined): JsonObject {
  const raised = flagNames.filter((name) => flags?.[name]);
  // Of the three, npm writes down the two parts or their overlap.
  const written = raised.filter(
    (name) => name !== "devOptional" || !(flags?.dev || flags?.optional),
  );
  const result: JsonObject = {};
  for (const key of Object.keys(entry)) {
    const isLate = isObject(entry[key]);
    const isFirst = key === "name" || key === "version" || key === "integrity";
    while (written[0] !== undefined && !isFirst && (isLate || written[0] < key)) {
      result[written[0]] = true;
      written.shift();
    }
    result[key] = entry[key];
  }
  for (const name of written) result[name] = true;
  return result;
}

/** Who is wanted by the package at `location`. A later section speaks for a name that two have. */
function edgesOf(tree: Tree, location: string): Edge[] {
  const entry: Entry = tree.entries.get(location) ?? {};
  const edges = new Map<string, Edge>();
  for (const [kind, section] of Object.entries(dependencySections)) {
    if (kind === "dev" && location !== "") continue;
    for (const name of Object.keys(entry[section] ?? {})) {
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

/** The `packages` of a lockfile, made ready for searching. */
export function treeOf(packages: JsonObject): Tree {
  const entries = new Map(Object.entries(packages) as [string, JsonObject][]);
  const holders = new Set([...entries.keys()].map(parentOf).filter((parent) => parent !== ""));
  return { entries, holders };
}

/** The package whose node_modules this one is in. */
function parentOf(location: string): string {
  return location.slice(0, Math.max(0, location.lastIndexOf("/node_modules/")));
}
