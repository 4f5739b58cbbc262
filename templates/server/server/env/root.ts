import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The app's own folder, the one with package.json. Every path of the app begins here, because a
 * process manager may start it from any other folder.
 */
export const root = nearestPackage(import.meta.dirname ?? process.cwd());

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? process.cwd() : nearestPackage(parent);
}
