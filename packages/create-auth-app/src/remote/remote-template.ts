import { UserError } from "../errors.ts";
import { wrongWithFileName } from "../project/file-name.ts";
import { type ProviderName, providers, type Source } from "./providers.ts";

/** A template that isn't ours, as `--template` takes it. */
export interface RemoteTemplate extends Source {
  /** As typed: `gh:owner/repo/folder#ref`. */
  text: string;
  /** Without slashes at either end. Empty for the whole repository. */
  folder: string;
}

const owners = /^[a-z\d][a-z\d_-]{0,38}$/i;
const repositories = /^(?!\.{1,2}$)[\w.-]{1,100}$/;
const refs = /^(?!.*(?:\.\.|\/\/|\/\.|@\{|\.lock(?:\/|$)|[./]$))[\w@+][\w.@+/-]{0,249}$/;

/** What comes before the colon. */
const prefixes: Readonly<Record<string, ProviderName>> = {
  gh: "github",
  gitlab: "gitlab",
  bitbucket: "bitbucket",
  sourcehut: "sourcehut",
};

/** Whether this is meant to be a remote template, valid or not. */
export function looksRemote(typed: string): boolean {
  return /[:/]/.test(typed);
}

/** Whether this begins like a remote template, wherever it was typed. */
export function beginsRemote(typed: string): boolean {
  const [prefix = "", ...rest] = typed.split(":");
  return rest.length > 0 && (prefix === "https" || Object.hasOwn(prefixes, prefix));
}

/** Throws a `UserError` that says what is wrong with it. */
export function parseRemoteTemplate(typed: string): RemoteTemplate {
  const text = typed.replace(/\p{Cc}/gu, "?");
  const colon = typed.indexOf(":");
  const provider = prefixes[typed.slice(0, Math.max(0, colon))];
  if (!provider) return parseAddress(typed, text);
  const hash = typed.indexOf("#");
  const path = typed.slice(colon + 1, hash === -1 ? undefined : hash);
  const ref = hash === -1 ? undefined : typed.slice(hash + 1);
  const { groups, repo, folders } = provider === "gitlab" ? divideByColons(path) : divide(path);
  const { title } = providers[provider];
  for (const group of groups) {
    if (group === "") throw refusal(text, "it doesn't name an owner");
    if (!owners.test(group)) throw refusal(text, `"${group}" can't be an owner on ${title}`);
  }
  if (repo === "") throw refusal(text, "it doesn't name a repository");
  if (!repositories.test(repo) || repo.endsWith(".git"))
    throw refusal(text, `"${repo}" can't be a repository on ${title}`);
  for (const folder of folders) {
    const reason = wrongWithFileName(folder);
    if (reason) throw refusal(text, `"${folders.join("/")}" can't be a folder: ${reason}`);
  }
  if (ref !== undefined && !refs.test(ref))
    throw refusal(text, `"${ref}" can't be a branch, a tag, or a commit`);
  const repository = [...groups, repo].join("/");
  return { text: typed, provider, repository, folder: folders.join("/"), ref };
}

interface Divided {
  groups: readonly string[];
  repo: string;
  folders: readonly string[];
}

/** `owner/repo/folder` */
function divide(path: string): Divided {
  const [owner = "", repo = "", ...folders] = path.split("/");
  return { groups: [owner.replace(/^~/, "")], repo, folders };
}

/** `group/subgroup/repo::folder`: on GitLab, only the colons tell where the repository ends. */
function divideByColons(path: string): Divided {
  const [repository = "", folder] = path.split("::");
  const segments = repository.split("/");
  const repo = segments.length > 1 ? (segments.pop() ?? "") : "";
  return { groups: segments, repo, folders: folder === undefined ? [] : folder.split("/") };
}

/** The address of an archive. */
function parseAddress(typed: string, text: string): RemoteTemplate {
  if (!/^https:\/\/[^/]/.test(typed) || !URL.canParse(typed)) throw unknownProvider(text);
  const { username, password, search, hash, pathname, host } = new URL(typed);
  if (!/\.(?:tar\.gz|tgz)$/.test(pathname) || username || password) throw unknownProvider(text);
  // The address gets into the project's record, which is committed.
  if (search) throw refusal(withoutSearch(text), "what comes after the ? may be a secret");
  if (hash) throw refusal(text, "an archive has no branch, tag, or commit to choose from");
  const repository = `${host}${pathname}`;
  return { text: typed, provider: "address", repository, folder: "", ref: undefined };
}

function withoutSearch(text: string): string {
  return text.replace(/\?.*/, "?…");
}

function unknownProvider(text: string): UserError {
  // What comes before an @ in an address may be a password.
  const shown = text.replace(/\/\/[^/]*@/, "//");
  const [, repository] =
    /^(?:(?:git\+)?https:\/\/(?:[^/]*@)?github\.com\/|github:)([\w-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(
      text,
    ) ?? [];
  const sources = "gitlab:, bitbucket:, sourcehut:, or an address https://….tar.gz";
  return new UserError(
    `"${shown}" is not a valid remote template. Use gh:owner/repo, ${sources}.`,
    {
      code: "remote-template",
      hint: repository && isValid(`gh:${repository}`) ? `Did you mean gh:${repository}?` : example,
    },
  );
}

/** Whether this could be typed instead. */
function isValid(proposed: string): boolean {
  try {
    parseRemoteTemplate(proposed);
    return true;
  } catch {
    return false;
  }
}

const example = "For example: gh:owner/repo, gh:owner/repo/folder, or gh:owner/repo#ref";

function refusal(text: string, reason: string): UserError {
  return new UserError(
    `"${text}" is not a valid remote template: ${reason.replace(/\p{Cc}/gu, "?")}.`,
    {
      code: "remote-template",
      hint: example,
    },
  );
}
