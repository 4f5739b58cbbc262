import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The oldest Node that the generated apps run on. The command itself runs on older ones. */
export const appNode = "22.22.0";

/** Whether this Node is too old to run a generated app. */
export function isTooOld(nodeVersion: string): boolean {
  return isOlder(nodeVersion, appNode);
}

/** Whether one version comes before another, by major, minor, and patch. */
export function isOlder(version: string, than: string): boolean {
  const left = numbersOf(version);
  const right = numbersOf(than);
  const differing = right.findIndex((number, index) => number !== left[index]);
  return differing !== -1 && (left[differing] ?? 0) < (right[differing] ?? 0);
}

function numbersOf(version: string): number[] {
  return (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);
}

/** The version of this package: its package.json is one folder up, from `src` as from `dist`. */
export function ownVersion(): string {
  const text = readFileSync(join(import.meta.dirname, "../package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
