import { createHash } from "node:crypto";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type DownloadTemplateOptions, downloadTemplate } from "giget";
import { errorCode } from "../errors.ts";
import { templateRefused } from "./refusals.ts";
import type { RemoteTemplate } from "./remote-template.ts";

/**
 * Unpacks the template's folder from an archive into `to`, which is private and empty. Nothing is
 * refused here: giget writes links, `.git/hooks` and anything else in the archive, but only
 * below `to`. With `keep`, the archive stays in giget's cache.
 */
export async function unpack(
  template: RemoteTemplate,
  archive: Uint8Array,
  { to, keep }: { to: string; keep: boolean },
): Promise<void> {
  if (keep && (await extract(template, archive, to).catch(() => false))) return;
  // Here a cache can always be written, and it is deleted with the folder.
  const done = await withCacheIn(join(to, "cache"), () => extract(template, archive, to)).catch(
    (error: unknown) => {
      const code = errorCode(error);
      if (code === undefined) throw error;
      throw templateRefused(template, `its archive can't be unpacked here (${code})`);
    },
  );
  if (!done) throw templateRefused(template, "its archive can't be unpacked here");
}

/** Unpacks the archive from giget's cache. False if there is none. */
export async function unpackKept(template: RemoteTemplate, to: string): Promise<boolean> {
  // One that is incomplete is as good as none.
  return extract(template, undefined, to).catch(() => false);
}

export const unpackedFolder = "files";

/** False if the cache couldn't be written. */
async function extract(
  template: RemoteTemplate,
  archive: Uint8Array | undefined,
  cwd: string,
): Promise<boolean> {
  const { provider, folder } = template;
  const name = cacheName(template);
  const options: DownloadTemplateOptions = {
    // Already downloaded: giget has no limit on size or time, and if a download fails, it uses
    // whatever is in its cache, or part of an archive.
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
  // giget sets this option if it fell back to an older archive.
  return archive === undefined || options.offline !== true;
}

/** giget's own names can't tell `a-b/c` from `a/b-c`. */
function cacheName({ provider, repository, ref = "HEAD" }: RemoteTemplate): string {
  const hash = createHash("sha256").update(`${provider}:${repository}#${ref}`).digest("hex");
  return `${repository.replace(/[^\da-z]+/gi, "-").slice(-60)}-${hash.slice(0, 20)}`;
}

/** giget finds its cache through the environment, except on Windows. */
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
