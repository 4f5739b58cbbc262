import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import type { LockfileIndex } from "./lockfile-index.ts";
import { carriedText } from "./marked-text.ts";
import { readMarkers } from "./markers.ts";
import { readRepository } from "./read-repository.ts";
import type { Manifest, Template, Templates } from "./templates.ts";

/** The names of the two files in which the package contains what is in `Templates`. */
export const packedTemplates = "templates.br";
export const packedLockfile = "lockfile.br";

/**
 * The part before the texts. Each text is there once: the apps share most of their server, and the
 * layers some tests. The lockfile is a separate file, because only projects with npm have one.
 */
interface Head {
  version: string;
  templates: { name: string; manifest: Manifest; files: TextNumbers }[];
}

/** Which of the texts each file has, by path. */
type TextNumbers = Record<string, number>;

/** Separates the head and the texts. In JSON, their quotes and line breaks would need more room. */
const between = "\0";

/** Enough bytes for either file. In zlib's chunks of 16 KB, unpacking takes half as long again. */
const roomForAll = 2 ** 22;

/** Markers are parsed now, not at every run; `known` are the names that they may use. */
export function packTemplates(
  { version, templates }: Templates,
  known: ReadonlySet<string>,
): Uint8Array {
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (text: string) => {
    if (text.includes(between)) throw new Error(`A text contains NUL: ${text.slice(0, 80)}`);
    const found = numbers.get(text) ?? texts.push(text) - 1;
    numbers.set(text, found);
    return found;
  };
  const numbered = (files: Iterable<readonly [string, string]>): TextNumbers =>
    Object.fromEntries([...files].map(([path, text]) => [path, numberOf(text)]));
  const head: Head = {
    version,
    templates: templates.map(({ name, manifest, files }) => ({
      name,
      manifest,
      files: numbered(withMarkersRead(name, files, known)),
    })),
  };
  return brotliCompressSync([JSON.stringify(head), ...texts].join(between));
}

function withMarkersRead(
  name: string,
  files: Template["files"],
  known: ReadonlySet<string>,
): [string, string][] {
  return [...files].map(([path, source]) => {
    const text =
      typeof source === "string" ? readMarkers(`${name}/${path}`, source, known) : source;
    return [path, typeof text === "string" ? text : text.marked];
  });
}

export function packLockfile(lockfile: LockfileIndex): Uint8Array {
  return brotliCompressSync(JSON.stringify(lockfile));
}

/** Defined by the build only. */
declare const PACKED: true | undefined;

/** From the files that the build put beside the bundle or, run from source, from the repository. */
export function loadTemplates(): Templates {
  if (typeof PACKED !== "undefined") return readPacked(import.meta.dirname);
  return readRepository(resolve(import.meta.dirname, "../../../.."));
}

/** Reads the two files, which is several times as fast as reading a file for each text. */
export function readPacked(folder: string): Templates {
  const [head, ...texts] = partsOf(unpacked(join(folder, packedTemplates)));
  const { version, templates }: Head = JSON.parse(String(head));
  return {
    version,
    templates: templates.map(({ name, manifest, files }) => ({
      name,
      manifest,
      // Read on demand: a project consists of a few of the templates.
      get files() {
        return filesAt(files, (number) => carriedText(texts[number]?.toString() ?? ""));
      },
    })),
    // Only projects with npm have one.
    get lockfile() {
      return JSON.parse(unpacked(join(folder, packedLockfile)).toString()) as LockfileIndex;
    },
  };
}

function partsOf(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(between); end !== -1; end = bytes.indexOf(between, start)) {
    parts.push(bytes.subarray(start, end));
    start = end + between.length;
  }
  return [...parts, bytes.subarray(start)];
}

function filesAt<Text>(numbers: TextNumbers, textAt: (number: number) => Text): Map<string, Text> {
  return new Map(Object.entries(numbers).map(([path, number]) => [path, textAt(number)]));
}

// The archive of a package is also compressed, but it looks back only 32 KB: of two similar texts,
// it has long forgotten the first when it reads the second.
function unpacked(file: string): Buffer {
  return brotliDecompressSync(readFileSync(file), { chunkSize: roomForAll });
}
