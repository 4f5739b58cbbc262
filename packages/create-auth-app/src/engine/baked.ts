import type { Facts } from "../options.ts";
import type { Files } from "./files.ts";
import type { Template } from "./templates.ts";

/**
 * The facts on which the tables depend. Each combination of them has a schema and a first
 * migration of its own, made by `scripts/bake.ts`.
 */
export const databaseFacts = ["sqlite"] as const;
export const tableFacts: readonly string[] = [];

/** The name of the combination of these facts, which is a folder of `baked/`. */
export function bakedName(facts: Facts): string {
  return [...databaseFacts, ...tableFacts].filter((fact) => facts.has(fact)).join("+");
}

/** Schema and first migration for these facts, at their places in the app. */
export function bakedFiles(baked: Files, app: Template, facts: Facts): Map<string, string> {
  const folder = `${bakedName(facts)}/`;
  const files = new Map<string, string>();
  for (const [path, text] of baked) {
    if (!path.startsWith(folder)) continue;
    files.set(`${app.manifest.serverRoot}/db/${path.slice(folder.length)}`, text);
  }
  return files;
}
