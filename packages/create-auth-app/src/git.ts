import { type Running, runCommand } from "./run-command.ts";

/** A repository and a first commit, or the reason why there is none. Never a failure of the whole. */
export async function firstCommit(running: Running): Promise<{ skipped: string | undefined }> {
  const git = async (...args: string[]) => {
    const { exitCode, startError } = await runCommand(["git", ...args], running);
    return startError === undefined ? exitCode : "missing";
  };
  const inside = await git("rev-parse", "--is-inside-work-tree");
  if (inside === "missing") return { skipped: "git is not installed" };
  if (inside === 0) return { skipped: "the directory is inside a repository already" };
  if ((await git("var", "GIT_COMMITTER_IDENT")) !== 0) {
    return {
      skipped: "git knows no name and e-mail for a commit (git config --global user.name …)",
    };
  }
  const named = (await git("config", "--get", "init.defaultBranch")) === 0;
  const made = await git("init", ...(named ? [] : ["--initial-branch=main"]));
  if (made !== 0) return { skipped: "git init failed" };
  // The project's .gitignore names it; the secret stays out even where that one is lost.
  const ignored = (await git("check-ignore", "--quiet", ".env")) === 0;
  const added = await git("add", "--all", "--", ".", ...(ignored ? [] : [":(exclude,top).env"]));
  // A key with a passphrase or a hook of the user's would wait for somebody, unseen.
  const message = ["--message", "Initial commit"];
  const committed =
    added === 0 && (await git("commit", "--no-gpg-sign", "--no-verify", ...message)) === 0;
  return { skipped: committed ? undefined : "the commit failed; the repository is there" };
}
