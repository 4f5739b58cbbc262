import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LockfileIndex } from "./lockfile-index.ts";
import type { MarkedText } from "./marked-text.ts";
import { readMarkers } from "./markers.ts";
import type { Manifest, Templates } from "./templates.ts";

/** The names of the two files in which the package carries what `Templates` holds. */
export const packedTemplates = "templates.json";
export const packedLockfile = "lockfile.json";

/** The lockfile stays out of it: it is large, and only npm's projects have one. */
interface Packed {
  version: string;
  templates: { name: string; manifest: Manifest; files: Record<string, string | MarkedText> }[];
  baked: Record<string, string>;
}

/** Markers are read now, not at every run; `known` are the names that they may use. */
export function packTemplates(
  { version, templates, baked }: Templates,
  known: ReadonlySet<string>,
): string {
  const packed: Packed = {
    version,
    templates: templates.map((template) => ({
      ...template,
      files: Object.fromEntries(
        [...template.files].map(([path, source]) => [
          path,
          typeof source === "string"
            ? readMarkers(`${template.name}/${path}`, source, known)
            : source,
        ]),
      ),
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
