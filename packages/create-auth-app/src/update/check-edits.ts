import { lstatSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";
import { exitCodes, UserError } from "../errors.ts";
import { listText } from "../output/messages.ts";
import type { OwnedFiles } from "./owned-files.ts";
import type { UpdatePlan } from "./update-plan.ts";

/** Throws if a file can't be written as planned, or if its old text would be lost. */
export function assertEditable(
  root: string,
  { edits }: UpdatePlan,
  { untracked }: OwnedFiles,
): void {
  const paths = edits.map(({ path }) => path);
  const notInGit = paths.filter((path) => untracked.has(path));
  if (notInGit.length > 0) {
    throw refusal("not-in-git", "The update changes files that aren't in git yet.", [
      listText(notInGit),
      "Commit them first, so that you can compare afterwards.",
    ]);
  }
  const readOnly = paths.filter((path) => isReadOnly(join(root, path)));
  if (readOnly.length > 0) {
    throw refusal("read-only", "The update changes files that are read-only.", [
      listText(readOnly),
      `Make them writable first: chmod u+w ${readOnly[0]}`,
    ]);
  }
  const blocked = paths.flatMap((path) => inTheWay(root, path) ?? []);
  if (blocked.length > 0) {
    throw refusal("in-the-way", "Something is in the way of new files.", [
      listText([...new Set(blocked)]),
      "Rename or remove it, then run this again.",
    ]);
  }
}

function isReadOnly(path: string): boolean {
  const found = statOf(path);
  return found?.isFile() === true && (found.mode & 0o200) === 0;
}

/** A folder where a file should be, or a file where a folder should be. */
function inTheWay(root: string, path: string): string | undefined {
  const found = statOf(join(root, path));
  if (found && !found.isFile()) return path;
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
    const above = statOf(join(root, folder));
    if (above && !above.isDirectory()) return folder;
  }
  return undefined;
}

/** Undefined if nothing is there, or if part of the path is a file. */
function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

function refusal(code: string, message: string, lines: readonly string[]): UserError {
  return new UserError(message, { code, hint: lines.join("\n"), exitCode: exitCodes.failed });
}
