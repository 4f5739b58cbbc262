import { type ProjectFiles, textOf } from "../engine/files.ts";
import type { Command } from "../options/package-managers.ts";
import { envPath } from "../project/env-file.ts";

export const insideRepository = "the directory is inside a repository already";

/**
 * What makes a repository with a first commit out of these files: the commands that are shown are
 * the ones that run.
 */
export function gitCommands(files: ProjectFiles): readonly Command[] {
  return [
    // The branch that the project's own workflow runs on.
    ["git", "init", "--initial-branch=main"],
    ["git", "add", "--all"],
    // A template from elsewhere may not keep its secret out of the repository.
    ...(files.has(envPath) && !ignoresEnv(files)
      ? [["git", "rm", "--cached", "--quiet", "--ignore-unmatch", envPath] as const]
      : []),
    // A key with a passphrase or a hook of the user's would wait for someone who doesn't see it.
    ["git", "commit", "--no-gpg-sign", "--no-verify", "--message", "Initial commit"],
  ];
}

/** As git reads it: the last line that matches counts. A pattern that isn't this plain doesn't. */
function ignoresEnv(files: ProjectFiles): boolean {
  const lines = textOf(files.get(".gitignore"))
    .split("\n")
    .map((line) => line.trim());
  const last = lines.findLast((line) => matchesEnv(line.replace(/^!?\/?/, "")));
  return last !== undefined && !last.startsWith("!");
}

function matchesEnv(pattern: string): boolean {
  if (!/^[\w.*-]+$/.test(pattern)) return false;
  const expression = pattern.replaceAll(".", "\\.").replaceAll("*", ".*");
  return new RegExp(`^${expression}$`).test(envPath);
}
