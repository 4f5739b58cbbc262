import { homedir } from "node:os";
import validateName from "validate-npm-package-name";
import { UserError } from "../errors.ts";
import { type Host, pathsOf } from "../host.ts";
import { beginsRemote } from "../remote/remote-template.ts";
import { isGitFolder, tooLong, wrongWithFileName } from "./file-name.ts";

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

/** What can't be anywhere in the path, because the project's tools take it for something else. */
const misread: Readonly<Record<string, string>> = {
  "#": "the end of the path",
  "?": "the end of the path",
  "%": "the start of an escape",
  // In tsconfig.json's paths, which Vite resolves imports by.
  "[": "a pattern",
  "{": "a pattern",
};

/** Beyond this, the programs below node_modules no longer start on Windows. */
const longestOnWindows = 140;

/** The directory as typed on the command line or in a prompt. Throws a `UserError` that says what is wrong with it. */
export function parseDirectory(typed: string, host: Pick<Host, "cwd" | "platform">): Directory {
  const { resolve } = pathsOf(host);
  if (typed.trim() === "")
    throw refusal("The directory has no name.", `For example: ${defaultDirectory}`);
  if (/^~([\\/]|$)/.test(typed)) throw notExpanded(typed, host);
  if (isNetworkPath(typed, host)) throw networkPath(typed);
  for (const segment of segmentsOf(typed, host)) {
    const reason = wrongWith(segment);
    if (reason)
      throw refusal(
        `"${printable(typed)}" can't be the directory: ${reason}.`,
        reason === tooLong ? "Choose a shorter one." : templateHint(typed),
      );
  }
  const path = resolve(host.cwd, typed);
  assertUsablePath(path, host);
  return { typed, path, name: packageName(path, host) };
}

function templateHint(typed: string): string | undefined {
  return beginsRemote(typed) ? `If it's a template: --template ${printable(typed)}` : undefined;
}

/** Throws a `UserError` if a project can't work at this absolute path, whatever its name. */
export function assertUsablePath(path: string, host: Pick<Host, "platform">): void {
  const elsewhere = "Choose a directory somewhere else.";
  if (isNetworkPath(path, host)) throw networkPath(path);
  const { delimiter } = pathsOf(host);
  const breaking = [delimiter, ...Object.keys(misread)].find((character) =>
    path.slice(host.platform === "win32" ? 2 : 0).includes(character),
  );
  if (breaking) {
    throw refusal(
      `The path contains "${breaking}", which breaks the project's tools: ${printable(path)}`,
      elsewhere,
    );
  }
  for (const segment of segmentsOf(path, host)) {
    const reason = wrongWithParent(segment);
    if (reason) throw refusal(`A project can't be in ${printable(path)}: ${reason}.`, elsewhere);
  }
  if (host.platform === "win32" && path.length > longestOnWindows) {
    throw refusal(
      `The path is too long for programs on Windows (${path.length} characters): ${path}`,
      "Choose a shorter name, or a directory closer to the root of the drive.",
    );
  }
}

function segmentsOf(path: string, { platform }: Pick<Host, "platform">): string[] {
  const segments = path
    .split(platform === "win32" ? /[\\/]/ : "/")
    .filter((segment) => segment !== "");
  // A Windows drive is the one place for a colon.
  const drive = platform === "win32" && /^[a-z]:$/i.test(segments[0] ?? "");
  return drive ? segments.slice(1) : segments;
}

/** `\\server\share`, and `\\?\C:\…`, which the shell that starts npm can't be in. */
function isNetworkPath(path: string, { platform }: Pick<Host, "platform">): boolean {
  return platform === "win32" && /^[\\/]{2}/.test(path);
}

function networkPath(path: string): UserError {
  return refusal(
    `Package managers on Windows can't run in a path without a drive: ${printable(path)}`,
    "Give the share a drive letter (net use), or choose another directory.",
  );
}

function notExpanded(typed: string, host: Pick<Host, "cwd" | "platform">): UserError {
  const meant = typed.replace(/^~/, homedir());
  const where = typed === "~" ? "" : ` in "${printable(typed)}"`;
  return refusal(
    `"~" isn't expanded${where}.`,
    isFine(meant, host) ? `Write the path out: ${meant}` : "Write the path out.",
  );
}

/** Whether this could be typed instead. */
function isFine(typed: string, host: Pick<Host, "cwd" | "platform">): boolean {
  if (typed.startsWith("~")) return false;
  try {
    parseDirectory(typed, host);
    return true;
  } catch {
    return false;
  }
}

function wrongWith(segment: string): string | undefined {
  if (segment === "." || segment === "..") return undefined;
  const broken = /[#%[{]/.exec(segment)?.[0];
  if (broken) return `the project's tools take "${broken}" for ${misread[broken]}`;
  if (segment.startsWith(" ")) return "it starts with a space";
  if (segment.startsWith("-")) return `"${segment}" would be taken for a flag`;
  return wrongWithFileName(segment) ?? wrongWithParent(segment);
}

/** What a project can neither be named nor be inside. */
function wrongWithParent(segment: string): string | undefined {
  if (isGitFolder(segment)) return `"${segment}" is where git keeps a repository`;
  if (segment.toLowerCase() === "node_modules")
    return `Node.js doesn't run TypeScript in "${segment}", and installing empties it`;
  return undefined;
}

/** The last part of the path, with a scope if the part before is one, as npm accepts it. */
function packageName(path: string, host: Pick<Host, "cwd" | "platform">): string {
  const { basename, dirname } = pathsOf(host);
  const folder = basename(path);
  if (folder === "") throw refusal(`A project can't be the root of the file system: ${path}`);
  const parent = basename(dirname(path));
  const scope = /^@[a-z0-9][a-z0-9._-]*$/.test(parent) ? `${parent}/` : "";
  const name = `${scope}${slug(folder)}`;
  const { validForNewPackages, errors, warnings } = validateName(name);
  if (validForNewPackages) return name;
  const [reason = "npm refuses it"] = [...(errors ?? []), ...(warnings ?? [])];
  throw refusal(
    `"${shortened(folder)}" can't be the name of a package: ${reason}.`,
    `For example: ${exampleName(scope, slug(folder))}`,
  );
}

/** A name like the refused one, but one that npm accepts. */
function exampleName(scope: string, name: string): string {
  const short = `${name.slice(0, 20).replace(/[._-]+$/, "")}-app`;
  const names = [`${scope}${short}`, short];
  return names.find((example) => validateName(example).validForNewPackages) ?? defaultDirectory;
}

/** Letters, digits, dashes and dots. A name without Latin letters becomes the default. */
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

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 40)}…` : name;
}

function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "?");
}

function refusal(message: string, hint?: string): UserError {
  return new UserError(message, { code: "bad-directory", hint });
}
