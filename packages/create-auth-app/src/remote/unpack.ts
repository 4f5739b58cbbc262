import { createHash } from "node:crypto";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type DownloadTemplateOptions, downloadTemplate } from "giget";
import { errorCode } from "../errors.ts";
import { templateRefused } from "./refusals.ts";
import type { RemoteTemplate } from "./remote-template.ts";

/**
 * Unpacks the template's folder of an archive into `to`, which is private and empty. Nothing is
 * refused here: giget writes links, `.git/hooks` and whatever else an archive holds, but only
 * below `to`. With `keep`, the archive stays in giget's cache.
 */
export async function unpack(
  template: RemoteTemplate,
  archive: Uint8Array,
  { to, keep }: { to: string; keep: boolean },
): Promise<void> {
  if (keep && (await extract(template, archive, to).catch(() => false))) return;
  // Here nothing is in the way of a cache, and nothing of it is left.
  const done = await withCacheIn(join(to, "cache"), () => extract(template, archive, to)).catch(
    (error: unknown) => {
      const code = errorCode(error);
      if (code === undefined) throw error;
      throw templateRefused(template, `its archive cannot be unpacked here (${code})`);
    },
  );
  if (!done) throw templateRefused(template, "its archive cannot be unpacked here");
}

/** Unpacks the archive that giget has kept. False where it has none. */
export async function unpackKept(template: RemoteTemplate, to: string): Promise<boolean> {
  // Where there is one that was cut off, that is as good as none.
  return extract(template, undefined, to).catch(() => false);
}

export const unpackedFolder = "files";

/** False where the cache could not be written to. */
async function extract(
  template: RemoteTemplate,
  archive: Uint8Array | undefined,
  cwd: string,
): Promise<boolean> {
  const { provider, folder } = template;
  const name = cacheName(template);
  const options: DownloadTemplateOptions = {
    // It is downloaded before: giget has no limit of size or time, and takes what it has in its
    // cache, or half of an archive, for the answer where a download fails.
    providers: {
      [provider]: () => ({ name, subdir: `/${folder}`, tar: () => Readable.from([archive]) }),
    },
    registry: false,
    offline: archive === undefined,
    cwd,
    dir: unpackedFolder,
    forceClean: true,
  };
  await downloadTemplate(`${provider}:${name}`, options);
  // giget says in its options that it went on with an older archive.
  return archive === undefined || options.offline !== true;
}

/** giget's own names are the same for `a-b/c` and `a/b-c`. */
function cacheName({ provider, repository, ref = "HEAD" }: RemoteTemplate): string {
  const hash = createHash("sha256").update(`${provider}:${repository}#${ref}`).digest("hex");
  return `${repository.replace(/[^\da-z]+/gi, "-").slice(-60)}-${hash.slice(0, 20)}`;
}

/** giget asks the environment where its cache is, except on Windows. */
async function withCacheIn<Value>(folder: string, run: () => Promise<Value>): Promise<Value> {
  const { XDG_CACHE_HOME: before } = process.env;
  process.env["XDG_CACHE_HOME"] = folder;
  try {
    return await run();
  } finally {
    if (before === undefined) delete process.env["XDG_CACHE_HOME"];
    else process.env["XDG_CACHE_HOME"] = before;
  }
}
