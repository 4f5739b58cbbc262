import type { ByFact } from "../options/facts.ts";
import type { LockfileIndex } from "./lockfile-index.ts";
import type { MarkedText } from "./marked-text.ts";
import { isObject, parseJsonObject } from "./merge-package-json.ts";

/** A template's description of itself in `template.json`, which is never copied. */
export interface Manifest {
  /** An app with its base is a whole project; a layer is laid over one. */
  kind: "base" | "app" | "layer";
  /** Apps and layers: used when this fact is on. */
  fact?: string;
  /** Apps: the name of the base under it. */
  base?: string;
  /** Apps: the folder that `server/` stands for in a base or a layer. */
  serverRoot?: string;
  /** Apps and bases: the either/or answers that it is itself, without a layer. */
  provides?: readonly string[];
  /** Files, and folders with a trailing slash, that are there only for a fact, or one of `a|b`. */
  files?: ByFact;
  /** Entries of package.json (`section/key`) that are there only for a fact, or one of `a|b`. */
  packageJson?: ByFact;
}

export interface Template {
  /** The folder's name. */
  name: string;
  manifest: Manifest;
  /** As they are in the folder, or with their markers parsed. */
  files: ReadonlyMap<string, string | MarkedText>;
}

/** Everything that rendering reads. */
export interface Templates {
  /** The version of this package. */
  version: string;
  /** Sorted by name. */
  templates: readonly Template[];
  /** One package-lock.json for all templates and layers. Undefined while it is being baked. */
  lockfile: LockfileIndex | undefined;
}

const keys = new Set(["kind", "fact", "base", "serverRoot", "provides", "files", "packageJson"]);
const kinds: readonly unknown[] = ["base", "app", "layer"] satisfies Manifest["kind"][];

/**
 * Reads a `template.json`.
 *
 * @throws Error for unknown keys, because a misspelled key would silently do nothing
 */
export function parseManifest(path: string, text: string): Manifest {
  const json = parseJsonObject(path, text);
  const { kind, fact, base, serverRoot, provides, files, packageJson } = json;
  const refuse = (reason: string) => new Error(`${path}: ${reason}`);
  for (const key of Object.keys(json)) {
    if (!keys.has(key)) throw refuse(`unknown key \`${key}\` (known: ${[...keys].join(", ")})`);
  }
  if (!kinds.includes(kind)) throw refuse("`kind` must be `base`, `app`, or `layer`");
  if (kind !== "base" && typeof fact !== "string") throw refuse("`fact` must be a string");
  if (kind === "app" && typeof serverRoot !== "string") throw refuse("an app needs a `serverRoot`");
  if (base !== undefined && (kind !== "app" || typeof base !== "string"))
    throw refuse("`base` must be the name of a template, in an app");
  if (provides !== undefined && !isStrings(provides)) throw refuse("`provides` must be strings");
  if (files !== undefined && !isByFact(files))
    throw refuse("`files` must be lists of paths by fact");
  if (packageJson !== undefined && !isByFact(packageJson))
    throw refuse("`packageJson` must be lists of entries by fact");
  return json as unknown as Manifest;
}

function isByFact(value: unknown): value is ByFact {
  return isObject(value) && Object.values(value).every(isStrings);
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
