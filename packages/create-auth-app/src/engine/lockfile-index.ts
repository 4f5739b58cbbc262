import { dependenciesOf, treeOf } from "./dependency-tree.ts";
import { isObject, type JsonObject, parseJsonObject } from "./merge-package-json.ts";

/** Bits, true until a way of reaching the package disproves them, as npm computes them. */
export const flag = { dev: 1, optional: 2, devOptional: 4, peer: 8 } as const;

/** A lockfile made ready for pruning, which then neither parses nor searches. All lists go by location. */
export interface LockfileIndex {
  /** `node_modules/a/node_modules/b`, in npm's order. */
  locations: readonly string[];
  /** The entry from its location to before its last brace, cut where `dev` or `devOptional`, `optional` and `peer` belong. */
  texts: readonly EntryText[];
  /** Its dependencies: the index in these lists times 16, and the flags that this edge keeps. */
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

/** npm writes the plain values of an entry in the order of the alphabet, then the objects. */
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

/** The lines between the braces of an entry, as deep as npm indents them. */
export function entryText(entry: JsonObject): string {
  const lines = Object.entries(entry).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value, null, 2)}`,
  );
  return lines.join(",\n").replace(/^/gm, lines.length > 0 ? "      " : "");
}
