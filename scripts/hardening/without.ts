import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Measure } from "./measures.ts";

/**
 * Removes a measure from the app in this folder, and returns a function that restores it.
 *
 * @throws Error if the text to replace isn't there exactly once
 */
export function withoutMeasure(folder: string, serverRoot: string, measure: Measure) {
  const path = join(folder, measure.file.replace(/^server\//, `${serverRoot}/`));
  const before = readFileSync(path, "utf8");
  const parts = before.split(measure.take);
  if (parts.length !== 2) throw new Error(`“${measure.take}” occurs ${parts.length - 1} times`);
  writeFileSync(path, parts.join(measure.leave ?? ""));
  return () => writeFileSync(path, before);
}
