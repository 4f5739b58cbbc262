import { existsSync } from "node:fs";
import { join } from "node:path";
import { exitCodes, UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import { listText } from "../output/messages.ts";
import { type RunResult, run } from "./run.ts";

/** The repository that a project is in. */
export interface Repository {
  /** The project's folder in it, with a slash at the end. Empty if the project is at its root. */
  prefix: string;
  git: (args: readonly string[], input?: string) => Promise<RunResult>;
}

/** Undefined if git is missing, if there is no repository, or if it ignores the project. */
export async function findRepository(
  root: string,
  env: Host["env"],
  signal: AbortSignal,
): Promise<Repository | undefined> {
  const git = (args: readonly string[], input?: string) =>
    run("git", args, { cwd: root, env, signal, ...(input !== undefined && { input }) });
  const { exitCode, code, stdout, stderr } = await git(["rev-parse", "--show-prefix"]);
  if (code === "ENOENT") return undefined;
  if (exitCode !== 0) {
    if (/not a git repository/i.test(stderr)) return undefined;
    throw gitFailed(stderr);
  }
  const prefix = stdout.replace(/\n$/, "");
  if (prefix !== "" && (await git(["check-ignore", "--quiet", "."])).exitCode === 0)
    return undefined;
  return { prefix, git };
}

const operations: readonly [file: string, name: string][] = [
  ["MERGE_HEAD", "merge"],
  ["rebase-merge", "rebase"],
  ["rebase-apply", "rebase"],
  ["CHERRY_PICK_HEAD", "cherry-pick"],
  ["REVERT_HEAD", "revert"],
  ["BISECT_LOG", "bisect"],
];

/** Throws if `git diff` would show more than the update afterwards. */
export async function assertClean(root: string, { git }: Repository): Promise<void> {
  for (const [file, name] of operations) {
    const { stdout } = await git(["rev-parse", "--git-path", file]);
    if (!existsSync(join(root, stdout.trim())) && !existsSync(stdout.trim())) continue;
    throw new UserError(`A ${name} is in progress in this repository.`, {
      code: "git-busy",
      hint: `Finish it, or abort it with "git ${name === "bisect" ? "bisect reset" : `${name} --abort`}". Then run this again.`,
      exitCode: exitCodes.failed,
    });
  }
  const { exitCode, stdout, stderr } = await git([
    "status",
    "--porcelain",
    "-z",
    "--untracked-files=no",
    "--",
    ".",
  ]);
  if (exitCode !== 0) throw gitFailed(stderr);
  const changed = stdout.split("\0").filter((line) => /^.. ./.test(line));
  if (changed.length === 0) return;
  throw new UserError("There are changes that aren't committed yet.", {
    code: "git-dirty",
    hint: `${listText(changed.map((line) => line.slice(3)))}\nCommit or stash them. Afterwards "git diff" shows the update, and nothing else.`,
    exitCode: exitCodes.failed,
  });
}

/** The project's files that git tracks or would track, and those that it doesn't track yet. */
export async function listFiles({
  git,
}: Repository): Promise<{ all: string[]; untracked: string[] }> {
  const list = async (...which: string[]) => {
    const { exitCode, stdout, stderr } = await git(["ls-files", "-z", ...which]);
    if (exitCode !== 0) throw gitFailed(stderr);
    return stdout.split("\0").filter((path) => path !== "");
  };
  const tracked = await list("--cached");
  const untracked = await list("--others", "--exclude-standard");
  return { all: [...new Set([...tracked, ...untracked])], untracked };
}

/** A conflict as git's index keeps it. The owner's text is in the last commit. */
export interface Unmerged {
  path: string;
  base: string | undefined;
  theirs: string | undefined;
}

/** Marks conflicts as unmerged in the index, so that `git mergetool` and editors open them. */
export async function markUnmerged(
  { git, prefix }: Repository,
  files: readonly Unmerged[],
): Promise<void> {
  if (files.length === 0) return;
  const { stdout } = await git(["ls-files", "-s", "-z", "--", ...files.map(({ path }) => path)]);
  const committed = new Map(
    stdout.split("\0").flatMap((line): [string, string][] => {
      const [, entry, path] = /^(\d+ [0-9a-f]+) 0\t(.*)$/s.exec(line) ?? [];
      return entry && path ? [[path, entry]] : [];
    }),
  );
  const lines: string[] = [];
  for (const { path, base, theirs } of files) {
    const mine = committed.get(path);
    const [mode = "100644"] = mine?.split(" ") ?? [];
    const full = `${prefix}${path}`;
    lines.push(`0 ${"0".repeat(40)}\t${full}`);
    if (base !== undefined) lines.push(`${mode} ${await blobOf(git, base)} 1\t${full}`);
    if (mine) lines.push(`${mine} 2\t${full}`);
    if (theirs !== undefined) lines.push(`${mode} ${await blobOf(git, theirs)} 3\t${full}`);
  }
  const { exitCode, stderr } = await git(
    ["update-index", "-z", "--index-info"],
    `${lines.join("\0")}\0`,
  );
  if (exitCode !== 0) throw gitFailed(stderr);
}

async function blobOf(git: Repository["git"], text: string): Promise<string> {
  const { exitCode, stdout, stderr } = await git(["hash-object", "-w", "--stdin"], text);
  if (exitCode !== 0) throw gitFailed(stderr);
  return stdout.trim();
}

/** The project's files that are unmerged in the index. */
export async function listUnmerged({ git }: Repository): Promise<string[]> {
  const { stdout } = await git(["ls-files", "-u", "-z"]);
  const paths = stdout.split("\0").flatMap((line) => line.split("\t")[1] ?? []);
  return [...new Set(paths)];
}

/** Resets these files in the index to the last commit, if they are unmerged. */
export async function forgetUnmerged(
  repository: Repository,
  paths: readonly string[],
): Promise<void> {
  const unmerged = (await listUnmerged(repository)).filter((path) => paths.includes(path));
  if (unmerged.length === 0) return;
  const { exitCode, stderr } = await repository.git(["reset", "--quiet", "--", ...unmerged]);
  if (exitCode !== 0) throw gitFailed(stderr);
}

function gitFailed(stderr: string): UserError {
  const [reason = "no message"] = stderr.trim().split("\n");
  return new UserError(`git failed: ${reason.replace(/^(fatal|error): /, "")}`, {
    code: "git-failed",
    hint: stderr.trim().split("\n").slice(1).join("\n") || undefined,
    exitCode: exitCodes.failed,
  });
}
