import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadEnvFile } from "node:process";

/**
 * The app's own folder, the one with package.json. Every path of the app begins here, because a
 * process manager may start it from any other folder.
 */
export const root = nearestPackage(import.meta.dirname ?? process.cwd());

/** Reads .env, if there is one. A variable that is set in the real environment wins over its line. */
export function loadEnv() {
  const file = join(root, ".env");
  if (existsSync(file)) loadEnvFile(file);
}

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? process.cwd() : nearestPackage(parent);
}
