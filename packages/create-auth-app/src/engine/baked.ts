import type { Facts } from "../options/facts.ts";
import type { Files } from "./files.ts";
import type { Template } from "./templates.ts";

/**
 * The facts on which the tables depend. Each combination of them has a schema and a first
 * migration of its own, made by `scripts/bake.ts`.
 */
const tableFacts = ["sqlite", "postgres", "two-factor"];

/** The name of the combination of these facts, which is a folder of `baked/`. */
export function bakedName(facts: Facts): string {
  return tableFacts.filter((fact) => facts.has(fact)).join("+");
}

/** Puts the schema and the first migration for these facts in the place of the app's own. */
export function putBaked(
  files: Map<string, string>,
  baked: Files,
  { manifest }: Template,
  facts: Facts,
): void {
  const database = `${manifest.serverRoot}/db`;
  for (const path of files.keys()) {
    if (isGenerated(path, database)) files.delete(path);
  }
  const folder = `${bakedName(facts)}/`;
  const found = [...baked].filter(([path]) => path.startsWith(folder));
  if (found.length === 0) throw new Error(`Nothing is baked for ${bakedName(facts)}`);
  for (const [path, text] of found) files.set(`${database}/${path.slice(folder.length)}`, text);
}

/** Whether a command writes it: better-auth's the schema, drizzle-kit's the migrations. */
export function isGenerated(path: string, database: string): boolean {
  return path === `${database}/schema/auth.ts` || path.startsWith(`${database}/migrations/`);
}
