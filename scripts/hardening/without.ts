import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Measure } from "./measures.ts";

/**
 * Takes a measure out of the app in this folder, and returns what puts it back.
 *
 * @throws Error if the text that is to be replaced isn't there exactly once
 */
export function withoutMeasure(folder: string, serverRoot: string, measure: Measure) {
  const path = join(folder, measure.file.replace(/^server\//, `${serverRoot}/`));
  const before = readFileSync(path, "utf8");
  const parts = before.split(measure.take);
  if (parts.length !== 2) throw new Error(`“${measure.take}” is ${parts.length - 1} times in it`);
  writeFileSync(path, parts.join(measure.leave ?? ""));
  return () => writeFileSync(path, before);
}
