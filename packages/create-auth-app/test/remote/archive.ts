import { gzipSync } from "node:zlib";

export interface ArchiveEntry {
  path: string;
  data?: string | Uint8Array;
  /** The type flag of the header; a file by default. */
  type?: string;
  prefix?: string;
  /** Where a link leads. */
  linkname?: string;
}

/** A tar archive with exactly these headers. */
export function tar(entries: readonly ArchiveEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(blocks), Buffer.alloc(1024)]);
}

/** The archive of a repository, in GitHub's layout: everything below one folder. */
export function repository(
  files: Readonly<Record<string, string | Uint8Array>>,
  others: readonly ArchiveEntry[] = [],
): Buffer {
  return tar([
    {
      path: "pax_global_header",
      type: "g",
      data: "52 comment=0123456789012345678901234567890123456789\n",
    },
    { path: "repo-main/", type: "5" },
    ...Object.entries(files).map(([path, data]) => ({ path: `repo-main/${path}`, data })),
    ...others,
  ]);
}

export function gzipped(
  files: Readonly<Record<string, string | Uint8Array>>,
  others: readonly ArchiveEntry[] = [],
): Buffer {
  return gzipSync(repository(files, others));
}

/** A pax header for the next entry. */
export function pax(records: Readonly<Record<string, string>>): ArchiveEntry {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    const digits = String(rest + String(rest).length).length;
    return `${rest + digits} ${key}=${value}\n`;
  });
  return { path: "pax", type: "x", data: lines.join("") };
}

function blocks({
  path,
  data = "",
  type = "0",
  prefix = "",
  linkname = "",
}: ArchiveEntry): Buffer[] {
  const bytes = Buffer.from(data);
  const header = Buffer.alloc(512);
  header.write(path, 0, 100);
  header.write("0000644\0", 100);
  header.write(`${bytes.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("        ", 148);
  header.write(type, 156);
  header.write(linkname, 157, 100);
  header.write("ustar\0" + "00", 257);
  header.write(prefix, 345, 155);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
}
