import type { Edge } from "./dependency-tree.ts";
import { isObject, type JsonObject } from "./merge-package-json.ts";

/** True until a path is found that proves the opposite, as npm computes them. */
export interface Flags {
  dev: boolean;
  optional: boolean;
  devOptional: boolean;
  peer: boolean;
}

/** The flags of everything that is reached, lowered along the edges until nothing changes. */
export function flagsOf(edges: ReadonlyMap<string, readonly Edge[]>): Map<string, Flags> {
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
export function withFlags(entry: JsonObject = {}, flags: Flags | undefined): JsonObject {
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
