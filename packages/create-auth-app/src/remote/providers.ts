export type ProviderName = "github" | "gitlab" | "bitbucket" | "sourcehut" | "address";

/** A repository, or the address of an archive. */
export interface Source {
  provider: ProviderName;
  /** `owner/repo`, on GitLab with subgroups in between; an address without its protocol. */
  repository: string;
  /** A branch, a tag or a commit. Undefined for the default branch. */
  ref: string | undefined;
}

/** Where remote templates come from. */
export interface Provider {
  title: string;
  /** The address of the archive, in which everything is below one folder. */
  archive: (repository: string, ref: string) => string;
  /** Where people can look at it. */
  page: (repository: string) => string;
  /** Variables that may hold a token for it, in order. The token is sent there and nowhere else. */
  tokens: readonly string[];
  /** Whether redirects are followed. */
  redirects: boolean;
  /** The request's mode, as in a browser. */
  mode?: "same-origin";
}

export const providers: Readonly<Record<ProviderName, Provider>> = {
  github: {
    title: "GitHub",
    archive: (repository, ref) => `https://codeload.github.com/${repository}/tar.gz/${ref}`,
    page: (repository) => `https://github.com/${repository}`,
    tokens: ["GIGET_AUTH", "GITHUB_TOKEN"],
    // If a repository has moved, someone else may own its old name now.
    redirects: false,
  },
  gitlab: {
    title: "GitLab",
    archive: (repository, ref) => `https://gitlab.com/${repository}/-/archive/${ref}.tar.gz`,
    page: (repository) => `https://gitlab.com/${repository}`,
    tokens: ["GIGET_AUTH"],
    redirects: true,
    // GitLab refuses requests that look like another site's.
    mode: "same-origin",
  },
  bitbucket: {
    title: "Bitbucket",
    archive: (repository, ref) => `https://bitbucket.org/${repository}/get/${ref}.tar.gz`,
    page: (repository) => `https://bitbucket.org/${repository}`,
    tokens: ["GIGET_AUTH"],
    redirects: true,
  },
  sourcehut: {
    title: "SourceHut",
    archive: (repository, ref) => `https://git.sr.ht/~${repository}/archive/${ref}.tar.gz`,
    page: (repository) => `https://git.sr.ht/~${repository}`,
    tokens: ["GIGET_AUTH"],
    redirects: true,
  },
  address: {
    title: "The server",
    archive: (repository) => `https://${repository}`,
    page: (repository) => `https://${repository}`,
    // The server could be anyone's.
    tokens: [],
    redirects: true,
  },
};

export function archiveAddress({ provider, repository, ref = "HEAD" }: Source): string {
  const { archive } = providers[provider];
  return provider === "address"
    ? archive(repository, "")
    : archive(encoded(repository), encoded(ref));
}

function encoded(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
