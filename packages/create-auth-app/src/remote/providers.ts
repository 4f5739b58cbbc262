export type ProviderName = "github" | "gitlab" | "bitbucket" | "sourcehut" | "address";

/** A repository, or an archive by its address. */
export interface Source {
  provider: ProviderName;
  /** `owner/repo`, on GitLab with subgroups in between; an address without its protocol. */
  repository: string;
  /** A branch, a tag or a commit. Nothing for the default branch. */
  ref: string | undefined;
}

/** Where remote templates come from. */
export interface Provider {
  title: string;
  /** The address of the archive, in which everything is below one folder. */
  archive: (repository: string, ref: string) => string;
  /** Where people look at it. */
  page: (repository: string) => string;
  /** Variables that may hold a token for it, the first one first. It is sent there and nowhere else. */
  tokens: readonly string[];
  /** Whether the archive may be somewhere else. */
  redirects: boolean;
  /** How a browser would describe the request. */
  mode?: "same-origin";
}

export const providers: Readonly<Record<ProviderName, Provider>> = {
  github: {
    title: "GitHub",
    archive: (repository, ref) => `https://codeload.github.com/${repository}/tar.gz/${ref}`,
    page: (repository) => `https://github.com/${repository}`,
    tokens: ["GIGET_AUTH", "GITHUB_TOKEN"],
    // The owner of a repository that has moved may be someone else now.
    redirects: false,
  },
  gitlab: {
    title: "GitLab",
    archive: (repository, ref) => `https://gitlab.com/${repository}/-/archive/${ref}.tar.gz`,
    page: (repository) => `https://gitlab.com/${repository}`,
    tokens: ["GIGET_AUTH"],
    redirects: true,
    // It gives no archive to what looks like another site's page.
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
    // It could be anyone's.
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
