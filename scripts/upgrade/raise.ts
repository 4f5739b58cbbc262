import type { Group } from "./groups.ts";

/** The result for a group: its newest version that can be installed, and why no newer one can. */
export interface Raise extends Group {
  to: string;
  held: { version: string; reason: string }[];
}

export interface Registry {
  /** Every version of a package, in any order. */
  versions(name: string): Promise<string[]>;
  /** Why these packages can't be installed in this version by themselves. */
  problem(names: readonly string[], version: string): Promise<string | undefined>;
}

/** A package that is further behind than this needs a person's attention. */
const MOST_TRIES = 8;

/** Finds the newest version that every package of the group has and that can be installed. */
export async function raiseOf(group: Group, registry: Registry): Promise<Raise> {
  const { names, from, major } = group;
  const known = await Promise.all(names.map((name) => registry.versions(name)));
  const newer = [...new Set(known.flat())]
    .filter((version) => isStable(version) === isStable(from) && compare(version, from) > 0)
    .sort((a, b) => compare(b, a));

  const held: Raise["held"] = [];
  for (const version of newer) {
    if (held.length >= MOST_TRIES) break;
    const lacking = names.find((_, index) => !known[index]?.includes(version));
    const reason =
      major !== undefined && version.split(".")[0] !== major
        ? `the repository is for ${major}`
        : lacking !== undefined
          ? `${lacking} has no such version`
          : await registry.problem(names, version);
    if (reason === undefined) return { ...group, to: version, held };
    // For a whole major version that we don't use, one line is enough.
    if (held.at(-1)?.reason !== reason) held.push({ version, reason });
  }
  return { ...group, to: from, held };
}

function isStable(version: string) {
  return !version.includes("-");
}

/** Negative if `a` is older. Prereleases of one version are compared by their last number. */
function compare(a: string, b: string) {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const index = left.findIndex((number, place) => number !== right[place]);
  return index === -1 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

function numbersOf(version: string) {
  return [...version.matchAll(/\d+/g)].map(Number);
}
