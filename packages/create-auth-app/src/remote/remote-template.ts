import { UserError } from "../errors.ts";
import { wrongWithFileName } from "../project/file-name.ts";

/** A folder of a repository on GitHub, as `--template` takes it. */
export interface RemoteTemplate {
  /** As it was typed: `gh:owner/repo/folder#ref`. */
  text: string;
  owner: string;
  repo: string;
  /** Without slashes around it. Empty for the whole repository. */
  folder: string;
  /** A branch, a tag or a commit. Nothing for the default branch. */
  ref: string | undefined;
}

const owners = /^[a-z\d][a-z\d_-]{0,38}$/i;
const repositories = /^(?!\.{1,2}$)[\w.-]{1,100}$/;
const refs = /^(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)|[./]$))[\w@+][\w.@+/-]{0,249}$/;

/** Whether this is meant to be a remote template, valid or not. */
export function looksRemote(typed: string): boolean {
  return /[:/]/.test(typed);
}

/** Throws a `UserError` that says what is wrong with it. */
export function parseRemoteTemplate(typed: string): RemoteTemplate {
  const text = typed.replace(/\p{Cc}/gu, "?");
  if (!typed.startsWith("gh:")) throw notGitHub(text);
  const hash = typed.indexOf("#");
  const path = typed.slice("gh:".length, hash === -1 ? undefined : hash);
  const ref = hash === -1 ? undefined : typed.slice(hash + 1);
  const [owner = "", repo = "", ...folders] = path.split("/");
  if (!owners.test(owner)) throw refusal(text, `"${owner}" cannot be an owner on GitHub`);
  if (!repositories.test(repo) || repo.endsWith(".git"))
    throw refusal(text, `"${repo}" cannot be a repository on GitHub`);
  for (const folder of folders) {
    const reason = wrongWithFileName(folder);
    if (reason) throw refusal(text, `"${folders.join("/")}" cannot be a folder: ${reason}`);
  }
  if (ref !== undefined && !refs.test(ref))
    throw refusal(text, `"${ref}" cannot be a branch, a tag or a commit`);
  return { text: typed, owner, repo, folder: folders.join("/"), ref };
}

function notGitHub(text: string): UserError {
  // What stands before an @ in an address may be a password.
  const shown = text.replace(/\/\/[^/]*@/, "//");
  const [, repository] =
    /^(?:(?:git\+)?https:\/\/(?:[^/]*@)?github\.com\/|github:)([\w-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      text,
    ) ?? [];
  return new UserError(`Remote templates come from GitHub, as gh:owner/repo: "${shown}".`, {
    code: "remote-template",
    hint:
      repository && isWellWritten(`gh:${repository}`) ? `Did you mean gh:${repository}?` : example,
  });
}

/** Whether this could be typed instead. */
function isWellWritten(proposed: string): boolean {
  try {
    parseRemoteTemplate(proposed);
    return true;
  } catch {
    return false;
  }
}

const example = "For example: gh:owner/repo, gh:owner/repo/folder or gh:owner/repo#ref";

function refusal(text: string, reason: string): UserError {
  return new UserError(`"${text}" is no remote template: ${reason.replace(/\p{Cc}/gu, "?")}.`, {
    code: "remote-template",
    hint: example,
  });
}
