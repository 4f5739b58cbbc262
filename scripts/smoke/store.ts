import { join } from "node:path";
import { root } from "./newcomer.ts";
import { startRegistry } from "./registry.ts";

/** What the smoke tests of one run share, so that packages are downloaded once. */
export interface Store {
  /** The address of a registry that has the command, with a trailing slash. */
  registry: string;
  /** The packages that npm has downloaded: `_cacache` in its cache, warm after the first install. */
  npmCache: string;
  close(): void;
}

const names = { registry: "SMOKE_REGISTRY", npmCache: "SMOKE_NPM_CACHE" } as const;

/**
 * The store of the run that started this process, or a new one.
 *
 * @param folder where a new one keeps its content; must be empty
 */
export async function openStore(folder: string): Promise<Store> {
  const registry = process.env[names.registry];
  const npmCache = process.env[names.npmCache];
  if (registry && npmCache) return { registry, npmCache, close() {} };
  return newStore(folder);
}

/** A store with the command as currently built. */
export async function newStore(folder: string): Promise<Store> {
  const registry = await startRegistry(join(folder, "registry"));
  await registry.publish(join(root, "packages/create-auth-app"), process.env);
  return { registry: registry.url, npmCache: join(folder, "npm-cache"), close: registry.close };
}

/** The variables that tell a child process where the store is. */
export function environmentOf({ registry, npmCache }: Store): NodeJS.ProcessEnv {
  return { [names.registry]: registry, [names.npmCache]: npmCache };
}

/**
 * The test files that a smoke test runs in a project, by words in their names. The others are the
 * same in every project. The nightly run (`npm test -- --full`) runs all of them.
 */
export function testsOf(...words: string[]): string[] {
  return process.env["SMOKE_FULL"] ? [] : words;
}
