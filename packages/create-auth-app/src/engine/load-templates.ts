import { resolve } from "node:path";
import { readPacked } from "./packed.ts";
import { readRepository } from "./read-repository.ts";
import type { Templates } from "./templates.ts";

/** Set by the build, and by nothing else. */
declare const PACKED: true | undefined;

/** What the build put beside the bundle, or, run from source, the repository's own folders. */
export function loadTemplates(): Templates {
  if (typeof PACKED !== "undefined") return readPacked(import.meta.dirname);
  return readRepository(resolve(import.meta.dirname, "../../../.."));
}
