import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

/** The file that a package's command runs. In a monorepo, the package may be in a folder further up. */
export function commandOf(packageName: string, command: string) {
  const description = findPackageJSON(packageName, import.meta.url);
  if (!description) throw new Error(`${packageName} is not installed.`);
  const { bin } = JSON.parse(readFileSync(description, "utf8"));
  return join(dirname(description), typeof bin === "string" ? bin : bin[command]);
}
