import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { isGitFolder, wrongWithFileName } from "../project/file-name.ts";
import { templateRefused } from "./refusals.ts";
import type { RemoteTemplate } from "./remote-template.ts";
import { takenPaths } from "./taken-paths.ts";
import { DamagedArchive, readTar, type TarEntry } from "./tar.ts";

const mostFiles = 5000;
const mostBytes = 100 * 1024 * 1024;

type Kind = TarEntry["kind"];
export type TemplateFiles = Map<string, Uint8Array>;

/** The files of the template's folder in an archive, each checked. Nothing has been written to disk yet. */
export function templateFiles(archive: Uint8Array, template: RemoteTemplate): TemplateFiles {
  try {
    return listedFiles(archive, template);
  } catch (error) {
    if (!(error instanceof DamagedArchive)) throw error;
    throw templateRefused(template, `its archive is damaged: ${error.message}`);
  }
}

function listedFiles(archive: Uint8Array, template: RemoteTemplate): TemplateFiles {
  const { files, add, refuse } = collect(template);
  const prefix = template.folder === "" ? "" : `${template.folder}/`;
  let top: string | undefined;
  let found = template.folder === "";
  for (const { path: full, kind, data } of readTar(archive)) {
    // Everything is below one folder, named after the repository.
    top ??= full.split("/")[0];
    refuse(wrongWithTop(full, kind, top));
    const path = full.split("/").slice(1).join("/");
    refuse(wrongWithFolder(path, kind, template.folder));
    found ||= path === template.folder || path.startsWith(prefix);
    const own = path.slice(prefix.length);
    if (own !== "" && path.startsWith(prefix)) add(own, kind, () => data);
  }
  if (!found) refuse(`the repository has no folder "${template.folder}"`);
  return complete(files, refuse);
}

/** The same for the unpacked files on the disk, because the archive may have been read differently. */
export function unpackedFiles(root: string, template: RemoteTemplate): TemplateFiles {
  const { files, add, refuse } = collect(template);
  let bytes = 0;
  const visit = (folder: string) => {
    for (const name of readdirSync(`${root}/${folder}`).sort()) {
      const path = `${folder}${name}`;
      const stats = lstatSync(`${root}/${path}`);
      const isOwn = stats.isFile() && stats.nlink === 1;
      const kind = stats.isDirectory()
        ? "directory"
        : isOwn
          ? "file"
          : stats.isFile() || stats.isSymbolicLink()
            ? "link"
            : "other";
      if (isOwn) bytes += stats.size;
      if (bytes > mostBytes) refuse("it has more than 100 MB");
      add(path, kind, () => readFileSync(`${root}/${path}`));
      if (kind === "directory") visit(`${path}/`);
    }
  };
  visit("");
  return complete(files, refuse);
}

/** Throws unless both have exactly the same files. */
export function assertSame(
  listed: TemplateFiles,
  unpacked: TemplateFiles,
  template: RemoteTemplate,
): void {
  const same = (path: string, data: Uint8Array) => {
    const other = unpacked.get(path);
    return other !== undefined && Buffer.compare(data, other) === 0;
  };
  if (listed.size === unpacked.size && [...listed].every(([path, data]) => same(path, data)))
    return;
  throw templateRefused(
    template,
    "its archive is damaged: it holds different files from those it lists",
  );
}

interface Collection {
  files: TemplateFiles;
  /** Checks and keeps one entry of the template's folder. */
  add: (path: string, kind: Kind, read: () => Uint8Array) => void;
  refuse: (reason: string | undefined) => void;
}

function collect(template: RemoteTemplate): Collection {
  const files: TemplateFiles = new Map();
  const take = takenPaths();
  const refuse = (reason: string | undefined) => {
    if (reason) throw templateRefused(template, reason);
  };
  const add: Collection["add"] = (path, kind, read) => {
    refuse(wrongWithEntry(path, kind));
    refuse(take(path, kind === "directory" ? "folder" : "file"));
    if (kind === "directory") return;
    files.set(path, read());
    if (files.size > mostFiles) refuse(`it has more than ${mostFiles} files`);
  };
  return { files, add, refuse };
}

function complete(files: TemplateFiles, refuse: Collection["refuse"]): TemplateFiles {
  if (files.size === 0) refuse("there are no files in it");
  if (!files.has("package.json")) refuse("there is no package.json in it");
  return files;
}

/** An entry outside the one folder could end up anywhere, so the archive isn't trusted at all. */
function wrongWithTop(path: string, kind: Kind, top: string | undefined): string | undefined {
  const segments = path.split("/");
  const inside =
    segments[0] === top &&
    (segments.length > 1 || kind === "directory") &&
    !path.includes("\0") &&
    !segments.some((segment) => segment === "" || segment === "." || segment === "..");
  return inside ? undefined : `"${printable(path)}" is outside its folder`;
}

/** What has the path of the chosen folder, or of one above it, may not be a folder. */
function wrongWithFolder(path: string, kind: Kind, folder: string): string | undefined {
  if (kind === "directory" || path === "" || !`${folder}/`.startsWith(`${path}/`)) return undefined;
  return `"${path}" is a ${kind === "link" ? "link" : "file"}, not a folder`;
}

function wrongWithEntry(path: string, kind: Kind): string | undefined {
  const shown = printable(path);
  // A link can lead elsewhere on another system, or later.
  if (kind === "link") return `"${shown}" is a link`;
  if (kind === "other") return `"${shown}" is neither a file nor a folder`;
  for (const segment of path.split("/")) {
    const reason = wrongWithFileName(segment);
    if (reason) return `"${shown}" can't be written: ${reason}`;
    if (isGitFolder(segment)) return `"${shown}" would be one of git's own files`;
  }
  return undefined;
}

function printable(path: string): string {
  return path.replace(/\p{C}/gu, "?");
}
