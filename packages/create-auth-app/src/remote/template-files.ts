import { isGitFolder, wrongWithFileName } from "../project/file-name.ts";
import { templateRefused } from "./refusal.ts";
import type { RemoteTemplate } from "./remote-template.ts";
import { takenPlaces } from "./taken-places.ts";
import { DamagedArchive, readTar, type TarEntry } from "./tar.ts";

const mostFiles = 5000;

/** The files of the template's folder, each checked. Nothing of them has been on the disk. */
export function templateFiles(
  archive: Uint8Array,
  template: RemoteTemplate,
): Map<string, Uint8Array> {
  try {
    return checkedFiles(archive, template);
  } catch (error) {
    if (!(error instanceof DamagedArchive)) throw error;
    throw templateRefused(template, `its archive is damaged: ${error.message}`);
  }
}

function checkedFiles(archive: Uint8Array, template: RemoteTemplate): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const take = takenPlaces();
  const prefix = template.folder === "" ? "" : `${template.folder}/`;
  let top: string | undefined;
  let found = template.folder === "";
  const refuse = (reason: string | undefined) => {
    if (reason) throw templateRefused(template, reason);
  };
  for (const entry of readTar(archive)) {
    // GitHub puts everything into one folder, named after the repository.
    top ??= entry.path.split("/")[0];
    refuse(wrongWithPlace(entry, top));
    const path = entry.path.split("/").slice(1).join("/");
    refuse(wrongWithFolder(path, entry, template.folder));
    found ||= path === template.folder || path.startsWith(prefix);
    const own = path.slice(prefix.length);
    if (own === "" || !path.startsWith(prefix)) continue;
    refuse(wrongWithEntry(own, entry));
    refuse(take(own, entry.kind === "directory" ? "folder" : "file"));
    if (entry.kind === "directory") continue;
    files.set(own, entry.data);
    if (files.size > mostFiles) refuse(`it has more than ${mostFiles} files`);
  }
  if (!found) refuse(`the repository has no folder "${template.folder}"`);
  if (files.size === 0) refuse("there are no files in it");
  if (!files.has("package.json")) refuse("there is no package.json in it");
  return files;
}

/** Whatever is not below the one folder wants to be somewhere else, and no part of it is trusted. */
function wrongWithPlace({ path, kind }: TarEntry, top: string | undefined): string | undefined {
  const segments = path.split("/");
  const inside =
    segments[0] === top &&
    (segments.length > 1 || kind === "directory") &&
    !path.includes("\0") &&
    !segments.some((segment) => segment === "" || segment === "." || segment === "..");
  return inside ? undefined : `"${printable(path)}" leaves its folder`;
}

/** The chosen folder, or one above it, may turn out to be something else. */
function wrongWithFolder(path: string, { kind }: TarEntry, folder: string): string | undefined {
  if (kind === "directory" || path === "" || !`${folder}/`.startsWith(`${path}/`)) return undefined;
  return `"${path}" is a ${kind === "link" ? "link" : "file"}, not a folder`;
}

function wrongWithEntry(path: string, { kind }: TarEntry): string | undefined {
  const shown = printable(path);
  // Where a link leads is another matter on each system, and at each later moment.
  if (kind === "link") return `"${shown}" is a link`;
  if (kind === "other") return `"${shown}" is neither a file nor a folder`;
  for (const segment of path.split("/")) {
    const reason = wrongWithFileName(segment);
    if (reason) return `"${shown}" cannot be written: ${reason}`;
    if (isGitFolder(segment)) return `"${shown}" would be part of a repository's own files`;
  }
  return undefined;
}

function printable(path: string): string {
  return path.replace(/\p{C}/gu, "?");
}
