import { dependenciesOf, treeOf } from "./dependency-tree.ts";
import { isObject, type JsonObject, parseJsonObject } from "./merge-package-json.ts";

/** Bits that are set until a path to the package disproves them, as npm computes them. */
export const flag = { dev: 1, optional: 2, devOptional: 4, peer: 8 } as const;

/** A lockfile prepared for pruning without parsing or searching. All lists are by location. */
export interface LockfileIndex {
  /** `node_modules/a/node_modules/b`, in npm's order. */
  locations: readonly string[];
  /** The entry without its last brace, split where `dev`, `optional`, and `peer` belong. */
  texts: readonly EntryText[];
  /** Its dependencies: the index in these lists times 16, plus the flags that this edge keeps. */
  edges: readonly (readonly number[])[];
}

export type EntryText = readonly [string, string, string, string];

/** The index of npm's lockfile (version 3). */
export function indexLockfile(lockfile: string): LockfileIndex {
  const packages = parseJsonObject("package-lock.json", lockfile)["packages"] as JsonObject;
  const { "": _, ...entries } = packages;
  const tree = treeOf(entries);
  const locations = Object.keys(entries);
  const indexes = new Map(locations.map((location, index) => [location, index]));
  return {
    locations,
    texts: Object.entries(entries).map(([location, entry]) =>
      cutText(location, entry as JsonObject),
    ),
    edges: locations.map((location) =>
      dependenciesOf(tree, location).map(({ to, optional, peer }) =>
        edge(indexes.get(to) ?? 0, { optional, peer }),
      ),
    ),
  };
}

/** One of `edges`. */
export function edge(
  to: number,
  { dev, optional, peer }: { dev?: boolean; optional: boolean; peer: boolean },
): number {
  return (
    to * 16 +
    (dev ? flag.dev | flag.devOptional : 0) +
    (optional ? flag.optional | flag.devOptional : 0) +
    (peer ? flag.peer : 0)
  );
}

/** npm writes the plain values of an entry in alphabetical order, then the objects. */
function cutText(location: string, entry: JsonObject): EntryText {
  const parts: [JsonObject, JsonObject, JsonObject, JsonObject] = [{}, {}, {}, {}];
  for (const [key, value] of Object.entries(entry)) {
    const isFirst = key === "name" || key === "version" || key === "integrity";
    const before = isObject(value)
      ? 0
      : ["dev", "optional", "peer"].filter((name) => key < name).length;
    const part = isFirst ? 0 : 3 - before;
    Object.assign(parts[part as 0], { [key]: value });
  }
  const [first, second, third, last] = parts;
  const opening = `    ${JSON.stringify(location)}: {\n${entryText(first)}`;
  return [opening, entryText(second), entryText(third), entryText(last)];
}

/** The lines between the braces of an entry, with npm's indentation. */
export function entryText(entry: JsonObject): string {
  const lines = Object.entries(entry).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value, null, 2)}`,
  );
  return lines.join(",\n").replace(/^/gm, lines.length > 0 ? "      " : "");
}
