import type { Files } from "./files.ts";
import type { LockfileIndex } from "./lockfile-index.ts";
import type { MarkedText } from "./marked-text.ts";
import { isObject, type PackageJsonFacts, parseJsonObject } from "./merge-package-json.ts";

/** What a template's folder says about itself in `template.json`, which is never copied. */
export interface Manifest {
  /** An app is a project of its own; a layer is laid over one. */
  kind: "app" | "layer";
  /** It is used when this fact is on. */
  fact: string;
  /** Apps: the folder that a layer's `server/` stands for. */
  serverRoot?: string;
  /** Apps: the either/or answers that the app is itself, without a layer. */
  provides?: readonly string[];
  packageJson?: PackageJsonFacts;
}

export interface Template {
  /** The folder's name. */
  name: string;
  manifest: Manifest;
  /** As they stand in the folder, or with their markers read. */
  files: ReadonlyMap<string, string | MarkedText>;
}

/** Everything that rendering reads. */
export interface Templates {
  /** The version of this package. */
  version: string;
  /** Sorted by name. */
  templates: readonly Template[];
  /**
   * Schema and first migration by combination: `<combination>/schema/auth.ts` and
   * `<combination>/migrations/**`. Nothing while they are being baked: an app then has its own.
   */
  baked: Files | undefined;
  /** One package-lock.json over all templates and layers. Nothing while it is being baked. */
  lockfile: LockfileIndex | undefined;
}

const keys = new Set(["kind", "fact", "serverRoot", "provides", "packageJson"]);

/** Reads a `template.json`, refusing what it does not know: a key with a typing mistake does nothing. */
export function parseManifest(path: string, text: string): Manifest {
  const { kind, fact, serverRoot, provides, packageJson, ...unknown } = parseJsonObject(path, text);
  const refuse = (reason: string) => new Error(`${path}: ${reason}`);
  for (const key of Object.keys(unknown)) {
    throw refuse(`unknown key \`${key}\` (known: ${[...keys].join(", ")})`);
  }
  if (kind !== "app" && kind !== "layer") throw refuse("`kind` must be `app` or `layer`");
  if (typeof fact !== "string") throw refuse("`fact` must be a string");
  if (kind === "app" && typeof serverRoot !== "string") throw refuse("an app needs a `serverRoot`");
  if (provides !== undefined && !isStrings(provides)) throw refuse("`provides` must be strings");
  if (
    packageJson !== undefined &&
    !(isObject(packageJson) && Object.values(packageJson).every(isStrings))
  ) {
    throw refuse("`packageJson` must be lists of entries by fact");
  }
  return {
    kind,
    fact,
    ...(typeof serverRoot === "string" && { serverRoot }),
    ...(provides !== undefined && { provides }),
    ...(packageJson !== undefined && { packageJson: packageJson as PackageJsonFacts }),
  };
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
