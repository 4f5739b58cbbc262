import type { Command } from "../options/package-managers.ts";
import { insideRepository } from "../plan/planned-steps.ts";
import { type Running, runCommand } from "./run-command.ts";

/** Runs the commands, or returns why there is no commit. Never fails the command as a whole. */
export async function firstCommit(
  commands: readonly Command[],
  running: Running,
): Promise<{ skipped: string | undefined }> {
  const run = async (command: Command) => {
    const { exitCode, startError } = await runCommand(command, running);
    return startError === undefined ? exitCode : "missing";
  };
  const inside = await run(["git", "rev-parse", "--is-inside-work-tree"]);
  if (inside === "missing") return { skipped: "git isn't installed" };
  if (inside === 0) return { skipped: insideRepository };
  if ((await run(["git", "var", "GIT_COMMITTER_IDENT"])) !== 0) {
    return {
      skipped: "git doesn't know your name and email (git config --global user.name …)",
    };
  }
  for (const [index, command] of commands.entries()) {
    if ((await run(command)) === 0) continue;
    const skipped =
      index === 0 ? "git init failed" : "git commit failed; the repository has been created";
    return { skipped };
  }
  return { skipped: undefined };
}
