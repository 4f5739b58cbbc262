import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LockfileIndex } from "./lockfile-index.ts";
import type { Manifest, Templates } from "./templates.ts";

/** The names of the two files in which the package carries what `Templates` holds. */
export const packedTemplates = "templates.json";
export const packedLockfile = "lockfile.json";

/** The lockfile stays out of it: it is large, and only npm's projects have one. */
interface Packed {
  version: string;
  templates: { name: string; manifest: Manifest; files: Record<string, string> }[];
  baked: Record<string, string>;
}

export function packTemplates({ version, templates, baked }: Templates): string {
  const packed: Packed = {
    version,
    templates: templates.map((template) => ({
      ...template,
      files: Object.fromEntries(template.files),
    })),
    baked: Object.fromEntries(baked ?? []),
  };
  return JSON.stringify(packed);
}

/** Reads the two files: one read and one parse are several times as fast as a file each. */
export function readPacked(folder: string): Templates {
  const packed = JSON.parse(readFileSync(join(folder, packedTemplates), "utf8")) as Packed;
  return {
    version: packed.version,
    templates: packed.templates.map((template) => ({
      ...template,
      files: new Map(Object.entries(template.files)),
    })),
    baked: new Map(Object.entries(packed.baked)),
    // Read when it is wanted: only npm's projects have one.
    get lockfile() {
      return JSON.parse(readFileSync(join(folder, packedLockfile), "utf8")) as LockfileIndex;
    },
  };
}
