import { type ByFact, type Facts, isOn } from "../options/facts.ts";

export type JsonObject = { [key: string]: unknown };

/** JSON merge patch (RFC 7396): objects are merged, `null` deletes, anything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: JsonObject = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

/** `json` without the entries whose facts are off, and without sections that this leaves empty. */
export function dropEntries(json: JsonObject, entries: ByFact, facts: Facts): JsonObject {
  const result = { ...json };
  for (const [names, paths] of Object.entries(entries)) {
    for (const path of paths) {
      // Package names can also contain slashes: only the first one separates.
      const slash = path.indexOf("/");
      const section = path.slice(0, slash);
      const rest = without(result[section], path.slice(slash + 1));
      if (rest === undefined) {
        throw new Error(`template.json names \`${path}\`, which package.json does not have`);
      }
      if (isOn(names, facts)) continue;
      result[section] = rest;
      if (Object.keys(rest).length === 0) delete result[section];
    }
  }
  return result;
}

/** The object without the key, or the list without the item; nothing if it wasn't there. */
function without(values: unknown, key: string): object | undefined {
  if (Array.isArray(values)) {
    return values.includes(key) ? values.filter((value) => value !== key) : undefined;
  }
  if (!isObject(values) || !Object.hasOwn(values, key)) return undefined;
  const { [key]: _, ...rest } = values;
  return rest;
}

/** The text of a package.json: name set, dependencies sorted as package managers sort them. */
export function packageJsonText(json: JsonObject, name: string): string {
  const { name: _, ...rest } = json;
  const result: JsonObject = { name, ...rest };
  for (const section of ["dependencies", "devDependencies", "optionalDependencies"]) {
    const values = result[section];
    if (isObject(values)) result[section] = sortedByKey(values);
  }
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** Fails with the file's name, which `JSON.parse` doesn't know. */
export function parseJsonObject(path: string, text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`);
  }
  if (!isObject(value)) throw new Error(`${path}: not a JSON object`);
  return value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** By code unit: for package names that is also npm's order, and a collator takes ms to load. */
function sortedByKey(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}
