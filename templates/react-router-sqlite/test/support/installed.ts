import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

/** The folder of a package. In a monorepo, it may be in a node_modules further up. */
export function folderOf(packageName: string) {
  const description = findPackageJSON(packageName, import.meta.url);
  if (!description) throw new Error(`${packageName} is not installed.`);
  return dirname(description);
}

/** The file that a command of a package runs. */
export function commandOf(packageName: string, command: string) {
  const folder = folderOf(packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[command]);
}
