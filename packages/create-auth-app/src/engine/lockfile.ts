import { type JsonObject, parseJsonObject } from "./merge-package-json.ts";

type Names = Readonly<Record<string, string>>;

type Packages = Record<string, JsonObject>;

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
  const locked = parseJsonObject("package-lock.json", union)["packages"] as Packages;
  const packages: Packages = { ...locked, "": rootEntry(manifest) };
  const edges = reach(packages);
  const flags = flagsOf(edges);

  const lockfile = {
    name: manifest["name"],
    ...("version" in manifest && { version: manifest["version"] }),
    lockfileVersion: 3,
    requires: true,
    packages: Object.fromEntries(
      ["", ...Object.keys(locked).filter((location) => location !== "")]
        .filter((location) => edges.has(location))
        .map((location) => [
          location,
          inNpmOrder(withFlags(packages[location], flags.get(location))),
        ]),
    ),
  };
  return `${JSON.stringify(lockfile, null, 2)}\n`;
}

/** The project itself, with the parts of its package.json that npm repeats in the lockfile. */
function rootEntry(manifest: JsonObject): JsonObject {
  return Object.fromEntries(
    ["name", "version", "license", "bin", "engines", ...Object.values(dependencySections)]
      .filter((key) => key in manifest)
      .map((key) => [key, manifest[key]]),
  );
}

/** Everything that the root reaches, with the edges between what is reached. */
function reach(packages: Packages): Map<string, Edge[]> {
  const reached = new Map<string, Edge[]>();
  const queue = [""];
  for (let location = queue.pop(); location !== undefined; location = queue.pop()) {
    if (reached.has(location)) continue;
    const edges = edgesOf(packages, location);
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

/** The entry with the flags that are true, and `devOptional` only where neither part is. */
function withFlags(entry: JsonObject = {}, flags: Flags | undefined): JsonObject {
  const { dev: _dev, optional: _optional, devOptional: _both, peer: _peer, ...rest } = entry;
  if (flags?.dev) rest["dev"] = true;
  if (flags?.optional) rest["optional"] = true;
  if (flags?.devOptional && !flags.dev && !flags.optional) rest["devOptional"] = true;
  if (flags?.peer) rest["peer"] = true;
  return rest;
}

/** Who is wanted by the package at `location`. A later section speaks for a name that two have. */
function edgesOf(packages: Packages, location: string): Edge[] {
  const entry: Entry = packages[location] ?? {};
  const edges = new Map<string, Edge>();
  for (const [kind, section] of Object.entries(dependencySections)) {
    if (kind === "dev" && location !== "") continue;
    for (const name of Object.keys(entry[section] ?? {})) {
      const to = resolve(packages, location, name);
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

/** Keys as npm writes them, so that its next install changes no line: plain values, then objects. */
function inNpmOrder(entry: JsonObject): JsonObject {
  const first = ["name", "version", "resolved", "integrity"];
  const rank = (key: string) => {
    const index = first.indexOf(key);
    if (index !== -1) return index;
    return typeof entry[key] === "object" ? first.length + 1 : first.length;
  };
  const keys = Object.keys(entry).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(keys.map((key) => [key, entry[key]]));
}

/** Where Node would find `name` from `location`: in its own node_modules, or in one further up. */
function resolve(packages: Packages, location: string, name: string): string | undefined {
  for (let at = location; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const found = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (Object.hasOwn(packages, found)) return found;
    if (at === "") return undefined;
  }
}
