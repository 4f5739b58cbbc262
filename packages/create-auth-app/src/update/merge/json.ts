import { isObject, type JsonObject } from "../../engine/merge-package-json.ts";
import { isOlder } from "../../versions.ts";
import type { MergedText, ThreeTexts } from "./text.ts";

const dependencySections = [
  "dependencies",
  "devDependencies",
  "optionalDependencies",
  "peerDependencies",
];

/** Both sides have changed a value, and only one of them can be kept. */
class Disagreement extends Error {}

/** Decides about one value that both sides have changed. Throws a `Disagreement` if it can't. */
type Decide = (keys: readonly string[], mine: unknown, theirs: unknown) => unknown;

const disagree: Decide = () => {
  throw new Disagreement();
};

/**
 * Merges JSON by key. Undefined if one of the texts isn't a JSON object, or if both sides have
 * changed the same value.
 */
export function mergeJson(sides: ThreeTexts): MergedText | undefined {
  return mergeBy(sides, disagree);
}

/**
 * The same for a package.json, in which the newer of two versions of a package wins. The notes list
 * the packages for which that isn't the owner's version.
 */
export function mergePackageJson(sides: ThreeTexts): MergedText | undefined {
  const notes: string[] = [];
  const merged = mergeBy(sides, (keys, mine, theirs) => {
    const [section = "", name = ""] = keys;
    const isVersion = dependencySections.includes(section) && keys.length === 2;
    if (!isVersion || typeof mine !== "string" || typeof theirs !== "string") {
      return disagree(keys, mine, theirs);
    }
    if (!isOlder(mine, theirs)) return mine;
    notes.push(`${name} is upgraded from your ${mine} to ${theirs}.`);
    return theirs;
  });
  return merged && { ...merged, notes };
}

function mergeBy({ base, mine, theirs }: ThreeTexts, decide: Decide): MergedText | undefined {
  try {
    const [from, own, to] = [base || "{}", mine, theirs].map((text) => JSON.parse(text));
    if (!isObject(from) || !isObject(own) || !isObject(to)) return undefined;
    const merged = mergeObjects([], from, own, to, decide);
    const indent = /^([ \t]+)"/m.exec(mine)?.[1] ?? 2;
    const end = mine.endsWith("\n") ? "\n" : "";
    return { text: `${JSON.stringify(merged, null, indent)}${end}` };
  } catch (error) {
    if (error instanceof Disagreement || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function mergeObjects(
  keys: readonly string[],
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
  decide: Decide,
): JsonObject {
  const result = new Map<string, unknown>();
  for (const key of orderedKeys(mine, theirs)) {
    const [from, now, to] = [base, mine, theirs].map((side) => own(side, key));
    const value = mergeValues([...keys, key], from, now, to, decide);
    if (value !== undefined) result.set(key, value);
  }
  return Object.fromEntries(result);
}

/** A script may be called `constructor`, which every object seems to have. */
function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function mergeValues(
  keys: readonly string[],
  base: unknown,
  mine: unknown,
  theirs: unknown,
  decide: Decide,
): unknown {
  if (same(base, theirs) || same(mine, theirs)) return mine;
  if (same(base, mine)) return theirs;
  // Taken out by one side: the owner's wish counts, whichever side it was.
  if (mine === undefined || theirs === undefined) return mine;
  if (isObject(mine) && isObject(theirs)) {
    return mergeObjects(keys, isObject(base) ? base : {}, mine, theirs, decide);
  }
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    return mergeLists(Array.isArray(base) ? base : [], mine, theirs);
  }
  return decide(keys, mine, theirs);
}

/** The owner's list, with what the update adds, and without what it takes out. */
function mergeLists(base: unknown[], mine: unknown[], theirs: unknown[]): unknown[] {
  const isIn = (list: unknown[], item: unknown) => list.some((other) => same(other, item));
  const stays = mine.filter((item) => !isIn(base, item) || isIn(theirs, item));
  const comes = theirs.filter((item) => !isIn(base, item) && !isIn(mine, item));
  return [...stays, ...comes];
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The owner's keys, with each new one after the key that it follows in the update. */
function orderedKeys(mine: JsonObject, theirs: JsonObject): string[] {
  const keys = Object.keys(mine);
  let previous: string | undefined;
  for (const key of Object.keys(theirs)) {
    if (!keys.includes(key)) {
      keys.splice(previous === undefined ? 0 : keys.indexOf(previous) + 1, 0, key);
    }
    previous = key;
  }
  return keys;
}
