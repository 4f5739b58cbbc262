/** One entry of an archive. Its path is exactly as in the archive: nothing is sanitized here. */
export interface TarEntry {
  path: string;
  kind: "file" | "directory" | "link" | "other";
  data: Uint8Array;
}

/** The archive is malformed. */
export class DamagedArchive extends Error {
  override readonly name = "DamagedArchive";
}

const block = 512;
const kinds: Readonly<Record<string, TarEntry["kind"]>> = {
  "0": "file",
  "\0": "file",
  "1": "link",
  "2": "link",
  "5": "directory",
};

/** The entries of a tar archive (ustar, with pax and GNU long names). */
export function* readTar(archive: Uint8Array): Generator<TarEntry> {
  let longName: string | undefined;
  let at = 0;
  for (;;) {
    const header = archive.subarray(at, at + block);
    if (header.length < block) throw new DamagedArchive("it ends too early");
    if (header.every((byte) => byte === 0)) return;
    assertChecksum(header);
    const size = octal(header.subarray(124, 136));
    const data = archive.subarray(at + block, at + block + size);
    at += block + Math.ceil(size / block) * block;

    const type = String.fromCharCode(header[156] ?? 0);
    // A global header holds the commit, which isn't needed here.
    if (type === "g" || type === "K") continue;
    if (type === "x") {
      longName = paxPath(data) ?? longName;
      continue;
    }
    if (type === "L") {
      longName = text(data).replace(/\0$/, "");
      continue;
    }
    const path = longName ?? nameOf(header);
    longName = undefined;
    const kind = kinds[type] ?? "other";
    // Old archives have no type for a folder, only a slash.
    const isFolder = kind === "directory" || (kind === "file" && path.endsWith("/"));
    yield isFolder
      ? { path: path.replace(/\/$/, ""), kind: "directory", data }
      : { path, kind, data };
  }
}

/** A path of up to 100 bytes, or a longer one in two parts, which git prefers to pax. */
function nameOf(header: Uint8Array): string {
  const name = upToZero(header.subarray(0, 100));
  const isUstar = upToZero(header.subarray(257, 263)) === "ustar";
  const prefix = isUstar ? upToZero(header.subarray(345, 500)) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** Records of the form `length key=value\n`. The length decides, because a value may contain anything. */
function paxPath(data: Uint8Array): string | undefined {
  let path: string | undefined;
  for (let at = 0; at < data.length; ) {
    const space = data.indexOf(0x20, at);
    const length = Number(text(data.subarray(at, space)));
    if (space === -1 || !Number.isInteger(length) || length < 5 || at + length > data.length)
      throw new DamagedArchive("a long name can't be read");
    const record = text(data.subarray(space + 1, at + length - 1));
    if (record.startsWith("path=")) path = record.slice("path=".length);
    if (record.startsWith("size=")) throw new DamagedArchive("a file is too large for the format");
    at += length;
  }
  return path;
}

function assertChecksum(header: Uint8Array): void {
  const sum = header.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (octal(header.subarray(148, 156)) !== sum) throw new DamagedArchive("a checksum is wrong");
}

function octal(field: Uint8Array): number {
  const digits = upToZero(field).trim();
  if (!/^[0-7]+$/.test(digits)) throw new DamagedArchive("a number can't be read");
  return Number.parseInt(digits, 8);
}

function upToZero(field: Uint8Array): string {
  const end = field.indexOf(0);
  return text(end === -1 ? field : field.subarray(0, end));
}

function text(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DamagedArchive("a name isn't UTF-8");
  }
}
