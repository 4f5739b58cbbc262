import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadEnvFile } from "node:process";

/**
 * The app's own folder, the one with package.json. The app's paths are relative to it, because a
 * process manager may start the app from any other folder.
 */
export const root = nearestPackage(import.meta.dirname ?? process.cwd());

/** Reads .env, if there is one. Variables of the real environment override its lines. */
export function loadEnv() {
  const file = join(root, ".env");
  if (existsSync(file)) loadEnvFile(file);
}

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? process.cwd() : nearestPackage(parent);
}
