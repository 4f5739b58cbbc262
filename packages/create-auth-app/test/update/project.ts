import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Ran, type RunOptions, run } from "../command.ts";
import { readTree, temporaryDirectory, writeTree } from "../temporary-directory.ts";

let made: Promise<string> | undefined;

/** A project as the command makes it, without its packages. It's made once, and copied. */
export async function newProject({ git = true } = {}): Promise<string> {
  made ??= makeOnce();
  const root = join(temporaryDirectory(), "my-app");
  cpSync(await made, root, { recursive: true });
  if (git) commit(root, "--initial");
  return root;
}

async function makeOnce(): Promise<string> {
  const { mkdtempSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const cwd = mkdtempSync(join(tmpdir(), "create-auth-app-made-"));
  process.once("exit", () => rmSync(cwd, { recursive: true, force: true }));
  // With GitHub there's an account page, so adding the password needs no new table and no migration.
  const argv = ["my-app", "--yes", "--sign-in", "email-code,github", "--no-install", "--no-git"];
  const { exitCode, stderr } = await run(argv, { cwd });
  if (exitCode !== 0) throw new Error(stderr);
  return join(cwd, "my-app");
}

export function git(root: string, ...args: string[]): string {
  const config = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
  return execFileSync("git", [...config, ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export function commit(root: string, how = ""): void {
  if (how === "--initial") git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--no-gpg-sign", "--message", "A commit");
}

/** The owner edits files, and commits that where there's git. */
export function edit(root: string, files: Readonly<Record<string, string>>): void {
  writeTree(root, files);
  commit(root);
}

/** Every file with its text, but what git keeps. */
export function filesOf(root: string): Record<string, string> {
  const files = readTree(root);
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith(".git/")));
}

/** One of the commands, in the project. */
export function runIn(
  root: string,
  argv: readonly string[],
  options: Partial<RunOptions> = {},
): Promise<Ran> {
  return run(argv, { cwd: root, ...options });
}
