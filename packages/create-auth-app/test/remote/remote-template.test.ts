import { describe, expect, test } from "vitest";
import { parseRemoteTemplate } from "../../src/remote/remote-template.ts";

describe("is understood", () => {
  test.each([
    ["gh:a/b", "a", "b", "", undefined],
    ["gh:a/b/c", "a", "b", "c", undefined],
    ["gh:a/b/c/d e", "a", "b", "c/d e", undefined],
    ["gh:a/b#main", "a", "b", "", "main"],
    ["gh:a/b/c#feature/one", "a", "b", "c", "feature/one"],
    ["gh:a-b/c.d_e#v1.0.0", "a-b", "c.d_e", "", "v1.0.0"],
    ["gh:a/b#@scope/pkg@1.0.0", "a", "b", "", "@scope/pkg@1.0.0"],
    ["gh:a/.github#0123abc", "a", ".github", "", "0123abc"],
  ])("%s", (text, owner, repo, folder, ref) => {
    const repository = `${owner}/${repo}`;
    expect(parseRemoteTemplate(text)).toEqual({
      text,
      provider: "github",
      repository,
      folder,
      ref,
    });
  });
});

describe("is refused, with an example", () => {
  test.each([
    ["gh:", "it doesn't name an owner"],
    ["gh:a", "it doesn't name a repository"],
    ["gh:/b", "it doesn't name an owner"],
    ["gh:a/", "it doesn't name a repository"],
    ["gh:-a/b", '"-a" can\'t be an owner'],
    ["gh:a.b/c", '"a.b" can\'t be an owner'],
    [`gh:${"a".repeat(40)}/b`, "can't be an owner"],
    ["gh:a/..", '".." can\'t be a repository'],
    ["gh:a/b c", '"b c" can\'t be a repository'],
    ["gh:a/b?x", '"b?x" can\'t be a repository'],
    ["gh:a/b.git", '"b.git" can\'t be a repository'],
    ["gh:a/b/", "part of it is empty"],
    ["gh:a/b//c", "part of it is empty"],
    ["gh:a/b/../c", 'it has a ".." in it'],
    ["gh:a/b/./c", 'it has a "." in it'],
    ["gh:a/b/c\\d", "a backslash"],
    ["gh:a/b/c\nd", "a control character"],
    ["gh:a/b#", '"" can\'t be a branch'],
    ["gh:a/b#-x", "can't be a branch"],
    ["gh:a/b#../../c/d", "can't be a branch"],
    ["gh:a/b#a..b", "can't be a branch"],
    ["gh:a/b#a//b", "can't be a branch"],
    ["gh:a/b#a/", "can't be a branch"],
    ["gh:a/b#a/.b", "can't be a branch"],
    ["gh:a/b#a.lock", "can't be a branch"],
    ["gh:a/b#a b", "can't be a branch"],
    ["gh:a/b#a?b", "can't be a branch"],
    ["gh:a/b#a@{1}", "can't be a branch"],
    ["gh:a/b#a#b", "can't be a branch"],
    ["gh:a/b#a%2e", "can't be a branch"],
    ["npm:a/b", "is not a valid remote template. Use"],
    ["a/b", "is not a valid remote template. Use"],
    ["git@github.com:a/b.git", "is not a valid remote template. Use"],
    ["https://example.com/a.zip", "is not a valid remote template. Use"],
    ["http://example.com/a.tar.gz", "is not a valid remote template. Use"],
    ["https:///a.tar.gz", "is not a valid remote template. Use"],
    ["https://example.com/a.tar.gz?token=hush", "may be a secret"],
    ["https://example.com/a.tar.gz#main", "an archive has no branch"],
    ["gitlab:a", "it doesn't name a repository"],
    ["gitlab:a/b::../c", 'it has a ".." in it'],
    ["gitlab:a/-b/c", '"-b" can\'t be an owner on GitLab'],
    ["gitlab:a/b.git", "can't be a repository on GitLab"],
    ["bitbucket:a/b#..", "can't be a branch"],
    ["bitbucket:a", "it doesn't name a repository"],
    ["sourcehut:~/b", "it doesn't name an owner"],
  ])("%j", (text, message) => {
    const hint = "For example: gh:owner/repo, gh:owner/repo/folder, or gh:owner/repo#ref";
    expect(() => parseRemoteTemplate(text)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(message),
        hint,
        code: "remote-template",
        exitCode: 2,
      }),
    );
  });
});

test.each(["https://github.com/a/b", "https://github.com/a/b.git", "github:a/b"])(
  "%s is almost right, and gets a suggestion",
  (text) => {
    expect(() => parseRemoteTemplate(text)).toThrow(
      expect.objectContaining({ hint: "Did you mean gh:a/b?" }),
    );
  },
);

const examples = "For example: gh:owner/repo, gh:owner/repo/folder, or gh:owner/repo#ref";

test.each([
  "https://github.com/a/b.git.git",
  "https://github.com/-a/b",
  "github:a/..",
  `github:${"a".repeat(40)}/b`,
])("%s: nothing is suggested that would be refused", (text) => {
  expect(() => parseRemoteTemplate(text)).toThrow(expect.objectContaining({ hint: examples }));
});

test("the examples are understood", () => {
  for (const [example] of examples.matchAll(/gh:[^, ]+/g))
    expect(() => parseRemoteTemplate(example)).not.toThrow();
});

test.each([
  ["gitlab:group/repo", "gitlab", "group/repo", "", undefined],
  ["gitlab:group/sub/repo::app/web#v1", "gitlab", "group/sub/repo", "app/web", "v1"],
  ["bitbucket:a/b/app#main", "bitbucket", "a/b", "app", "main"],
  ["sourcehut:a/b", "sourcehut", "a/b", "", undefined],
  ["sourcehut:~a/b#v1", "sourcehut", "a/b", "", "v1"],
  [
    "https://example.com:8443/x/a%20b.tgz",
    "address",
    "example.com:8443/x/a%20b.tgz",
    "",
    undefined,
  ],
])("beside GitHub: %s", (text, provider, repository, folder, ref) => {
  expect(parseRemoteTemplate(text)).toEqual({ text, provider, repository, folder, ref });
});

test.each(["https://me:secret@example.com/a/b", "https://me:secret@example.com/a.tar.gz"])(
  "a password in an address isn't repeated: %s",
  (text) => {
    expect(() => parseRemoteTemplate(text)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("secret") }),
    );
  },
);

test("anything in an address that may be a secret isn't repeated", () => {
  expect(() => parseRemoteTemplate("https://example.com/a.tar.gz?token=hush")).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining("hush") }),
  );
});
