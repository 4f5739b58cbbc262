import { homedir } from "node:os";
import { basename, delimiter, dirname, resolve, sep } from "node:path";
import validateName from "validate-npm-package-name";
import { UserError } from "./errors.ts";
import { wrongWithFileName } from "./file-name.ts";
import type { Place } from "./place.ts";

export const defaultDirectory = "my-app";

/** Where the project goes, and what its package is called. */
export interface Directory {
  /** As it was typed. */
  typed: string;
  /** Absolute. */
  path: string;
  /** A valid name for an npm package. */
  name: string;
}

/** Something else in a URL, where Vite meets the path. */
const brokenInUrl = /[#%]/;

/** The directory that was typed, in a flag or a prompt. Throws a `UserError` that says what is wrong with it. */
export function parseDirectory(typed: string, place: Pick<Place, "cwd">): Directory {
  if (typed.trim() === "")
    throw refusal("The directory has no name.", `For example: ${defaultDirectory}`);
  if (/^~([\\/]|$)/.test(typed)) {
    const meant = typed.replace(/^~/, homedir());
    throw refusal(`"~" is not expanded here: "${typed}".`, `Write it out: ${meant}`);
  }
  const segments = typed.split(sep === "\\" ? /[\\/]/ : "/").filter((segment) => segment !== "");
  for (const [index, segment] of segments.entries()) {
    // A Windows drive is the one place for a colon.
    if (index === 0 && sep === "\\" && /^[a-z]:$/i.test(segment)) continue;
    const reason = wrongWith(segment);
    if (reason) throw refusal(`"${printable(typed)}" cannot be a directory: ${reason}.`);
  }
  const path = resolve(place.cwd, typed);
  const breaking = [delimiter, "#", "?", "%"].find((character) =>
    path.slice(sep === "\\" ? 2 : 0).includes(character),
  );
  if (breaking) {
    throw refusal(
      `The path contains "${breaking}", which breaks the tools of the project: ${path}`,
      "Choose a directory somewhere else.",
    );
  }
  return { typed, path, name: packageName(path) };
}

function wrongWith(segment: string): string | undefined {
  if (segment === "." || segment === "..") return undefined;
  const broken = brokenInUrl.exec(segment)?.[0];
  if (broken) return `"${broken}" does not work in names on every system`;
  if (segment.startsWith(" ")) return "it starts with a space";
  if (segment.startsWith("-")) return `"${segment}" would be taken for a flag`;
  return wrongWithFileName(segment);
}

/** The path's last part (two, where the one before is a scope) as npm accepts it. */
function packageName(path: string): string {
  const folder = basename(path);
  if (folder === "") throw refusal(`A project cannot be the root of the file system: ${path}`);
  const parent = basename(dirname(path));
  const scope = /^@[a-z0-9][a-z0-9._-]*$/.test(parent) ? `${parent}/` : "";
  const name = `${scope}${slug(folder)}`;
  const { validForNewPackages, errors, warnings } = validateName(name);
  if (validForNewPackages) return name;
  const [reason = "npm refuses it"] = [...(errors ?? []), ...(warnings ?? [])];
  throw refusal(
    `"${folder}" cannot be the name of a package: ${reason}.`,
    `For example: ${slug(folder).slice(0, 200)}-app`,
  );
}

/** Letters, digits, dashes and dots. A name without any Latin letter becomes the default. */
function slug(folder: string): string {
  // Most names are fine as they are, and compiling the expressions below takes a millisecond.
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(folder)) return folder;
  const ascii = folder
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "");
  return ascii === "" ? defaultDirectory : ascii;
}

function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}

function refusal(message: string, hint?: string): UserError {
  return new UserError(message, { code: "bad-directory", hint });
}
