import { dependenciesOf } from "./dependency-tree.ts";
import { type EntryText, edge, entryText, flag, type LockfileIndex } from "./lockfile-index.ts";
import { type JsonObject, parseJsonObject } from "./merge-package-json.ts";

/**
 * The lockfile of the project with this package.json: the part of `union`, which locks every
 * template's dependencies together, that this project reaches. It has no addresses of a registry.
 */
export function pruneLockfile(union: LockfileIndex, packageJson: string): string {
  const manifest = parseJsonObject("package.json", packageJson);
  const wanted = rootEdges(union, manifest);
  const flags = flagsOf(union, wanted, reach(union, wanted));

  const entries = [`    "": {\n${entryText(rootEntry(manifest))}\n    }`];
  for (const [index, text] of union.texts.entries()) {
    const raised = flags[index] ?? unreached;
    if (raised !== unreached) entries.push(withFlags(text, raised));
  }
  const { name, version } = manifest;
  const head = {
    name,
    ...(version !== undefined && { version }),
    lockfileVersion: 3,
    requires: true,
  };
  const packages = `"packages": {\n${entries.join(",\n")}\n  }`;
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  ${packages}\n}\n`;
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

function rootEdges({ locations }: LockfileIndex, manifest: JsonObject): number[] {
  const entries = new Map<string, JsonObject>();
  for (const location of locations) entries.set(location, {});
  entries.set("", manifest);
  return dependenciesOf({ entries, holders: new Set() }, "").map(({ to, ...kind }) =>
    edge(locations.indexOf(to), kind),
  );
}

/** 1 for everything that the project reaches. */
function reach({ locations, edges }: LockfileIndex, wanted: readonly number[]): Uint8Array {
  const reached = new Uint8Array(locations.length);
  const queue = [wanted];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const way of next) {
      const index = way >> 4;
      // Nothing is installed only because some package accepts it as an optional peer.
      const isOptionalPeer = (way & flag.peer) !== 0 && (way & flag.optional) !== 0;
      if (reached[index] === 1 || isOptionalPeer) continue;
      reached[index] = 1;
      queue.push(edges[index] ?? []);
    }
  }
  return reached;
}

const unreached = 255;

/** Computes the flags of each reached package by relaxing edges to a fixed point. */
function flagsOf(
  { edges }: LockfileIndex,
  wanted: readonly number[],
  reached: Uint8Array,
): Uint8Array {
  const flags = new Uint8Array(reached.length).fill(unreached);
  const queue: [from: number, ways: readonly number[]][] = [[0, wanted]];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const [from, ways] = next;
    const inherited = from & (flag.dev | flag.optional) ? from | flag.devOptional : from;
    for (const way of ways) {
      const index = way >> 4;
      if (reached[index] === 0) continue;
      const before = flags[index] ?? unreached;
      const after = before & (inherited | (way & 15));
      if (after === before) continue;
      flags[index] = after;
      queue.push([after, edges[index] ?? []]);
    }
  }
  return flags;
}

/** The entry, with a line for each flag in npm's places. */
function withFlags([opening, second, third, last]: EntryText, flags: number): string {
  // npm writes `dev` or `optional`, or `devOptional` when neither holds alone.
  const overlap = flags & (flag.dev | flag.optional) ? "" : line(flags, "devOptional");
  let text = opening;
  for (const part of [
    line(flags, "dev") || overlap,
    second,
    line(flags, "optional"),
    third,
    line(flags, "peer"),
    last,
  ]) {
    if (part !== "") text += `,\n${part}`;
  }
  return `${text}\n    }`;
}

function line(flags: number, name: keyof typeof flag): string {
  return flags & flag[name] ? `      "${name}": true` : "";
}
