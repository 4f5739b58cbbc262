import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import type { LockfileIndex } from "./lockfile-index.ts";
import type { MarkedText } from "./marked-text.ts";
import { readMarkers } from "./markers.ts";
import type { Manifest, Template, Templates } from "./templates.ts";

/** The names of the two files in which the package carries what `Templates` holds. */
export const packedTemplates = "templates.br";
export const packedLockfile = "lockfile.br";

/** The lockfile stays out of it: it is large, and only npm's projects have one. */
interface Packed {
  version: string;
  /** Each text once: the apps share most of their server, and the layers some tests. */
  texts: (string | MarkedText)[];
  templates: { name: string; manifest: Manifest; files: Places }[];
  baked: Places;
}

/** Where in `texts` the text of a file is. */
type Places = Record<string, number>;

/** Markers are read now, not at every run; `known` are the names that they may use. */
export function packTemplates(
  { version, templates, baked }: Templates,
  known: ReadonlySet<string>,
): Uint8Array {
  const texts: Packed["texts"] = [];
  const places = new Map<string, number>();
  const place = (text: string | MarkedText) => {
    const key = JSON.stringify(text);
    const found = places.get(key) ?? texts.push(text) - 1;
    places.set(key, found);
    return found;
  };
  const placed = (files: Iterable<readonly [string, string | MarkedText]>): Places =>
    Object.fromEntries([...files].map(([path, text]) => [path, place(text)]));
  return pack({
    version,
    templates: templates.map(({ name, manifest, files }) => ({
      name,
      manifest,
      files: placed(withMarkersRead(name, files, known)),
    })),
    baked: placed(baked ?? []),
    texts,
  } satisfies Packed);
}

function withMarkersRead(
  name: string,
  files: Template["files"],
  known: ReadonlySet<string>,
): [string, string | MarkedText][] {
  return [...files].map(([path, source]) => [
    path,
    typeof source === "string" ? readMarkers(`${name}/${path}`, source, known) : source,
  ]);
}

export function packLockfile(lockfile: LockfileIndex): Uint8Array {
  return pack(lockfile);
}

/** Reads the two files: one read and one parse are several times as fast as a file each. */
export function readPacked(folder: string): Templates {
  const { version, texts, templates, baked } = unpack<Packed>(join(folder, packedTemplates));
  const files = <Text>(places: Places) =>
    new Map(Object.entries(places).map(([path, place]) => [path, texts[place] as Text]));
  return {
    version,
    templates: templates.map((template) => ({ ...template, files: files(template.files) })),
    baked: files<string>(baked),
    // Read when it is wanted: only npm's projects have one.
    get lockfile() {
      return unpack<LockfileIndex>(join(folder, packedLockfile));
    },
  };
}

// The archive of a package is compressed too, but only looks back 32 KB: a text that comes twice is
// in it twice.
function pack(value: unknown): Uint8Array {
  return brotliCompressSync(JSON.stringify(value));
}

function unpack<Value>(file: string): Value {
  return JSON.parse(brotliDecompressSync(readFileSync(file)).toString()) as Value;
}
