import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { parseRemoteTemplate } from "../../src/remote/remote-template.ts";
import { templateFiles } from "../../src/remote/template-files.ts";
import { temporaryDirectory, writeTree } from "../temporary-directory.ts";
import { type ArchiveEntry, pax, repository, tar } from "./archive.ts";

const complete = { "package.json": "{}", "app/package.json": "{}", "app/a.txt": "a" };

function filesOf(archive: Uint8Array, typed = "gh:o/repo") {
  const files = templateFiles(archive, parseRemoteTemplate(typed));
  return Object.fromEntries([...files].map(([path, data]) => [path, Buffer.from(data).toString()]));
}

describe("is taken", () => {
  test("the whole repository", () => {
    expect(filesOf(repository(complete))).toEqual(complete);
  });

  test("one folder, regardless of what is next to it", () => {
    const link = { path: "repo-main/CLAUDE.md", type: "2" };
    const beside = { path: "repo-main/application/con", data: "x" };
    expect(filesOf(repository(complete, [link, beside]), "gh:o/repo/app")).toEqual({
      "package.json": "{}",
      "a.txt": "a",
    });
  });

  test("binary files, and an empty file", () => {
    const bytes = Uint8Array.from({ length: 1024 }, (_, index) => index % 256);
    const archive = repository({ ...complete, "logo.png": bytes, empty: "" });
    const files = templateFiles(archive, parseRemoteTemplate("gh:o/repo"));
    expect(Buffer.from(files.get("logo.png") ?? []).equals(bytes)).toBe(true);
    expect(files.get("empty")).toHaveLength(0);
  });

  test("long names in each of their forms", () => {
    const long = `${"d".repeat(60)}/${"e".repeat(60)} f=g.txt`;
    const archive = repository(complete, [
      { path: "1.txt", prefix: "repo-main/prefix", data: "1" },
      pax({ linkpath: "nothing", path: `repo-main/pax/${long}` }),
      { path: "cut", data: "2" },
      { path: "././@LongLink", type: "L", data: `repo-main/gnu/${long}\0` },
      { path: "cut", data: "3" },
    ]);
    expect(filesOf(archive)).toMatchObject({
      "prefix/1.txt": "1",
      [`pax/${long}`]: "2",
      [`gnu/${long}`]: "3",
    });
  });

  test("git's own archives, with names that are long, not ASCII, or contain spaces", () => {
    const cwd = temporaryDirectory();
    const tree = {
      "package.json": "{}",
      [`${"a".repeat(50)}/${"b".repeat(50)}/c.ts`]: "1",
      [`${"n".repeat(120)} and = more.txt`]: "2",
      "größe/日本.txt": "3",
    };
    writeTree(cwd, tree);
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
        cwd,
      });
    git("init", "--quiet");
    git("add", "--all");
    git("commit", "--quiet", "--no-gpg-sign", "--message", "x");
    const archive = git("archive", "--format=tar", "--prefix=repo-main/", "HEAD");
    expect(filesOf(archive)).toEqual(tree);
  });
});

describe("is refused", () => {
  test.each<[string, ArchiveEntry[], string]>([
    ["a path that leads out", [{ path: "repo-main/../x" }], "is outside its folder"],
    ["a path that leads out at its end", [{ path: "repo-main/a/.." }], "is outside its folder"],
    [
      "a pax header that leads out",
      [pax({ path: "../x" }), { path: "x" }],
      "is outside its folder",
    ],
    ["an absolute path", [{ path: "/etc/passwd" }], "is outside its folder"],
    ["another folder at the top", [{ path: "other/x" }], "is outside its folder"],
    ["a file beside the folder", [{ path: "x" }], "is outside its folder"],
    ["a file in place of the folder", [{ path: "repo-main" }], "is outside its folder"],
    ["a drive", [{ path: "C:/x" }], "is outside its folder"],
    ["a drive in a folder", [{ path: "repo-main/C:/x" }], "can't be written"],
    ["a backslash", [{ path: "repo-main/..\\x" }], "a backslash doesn't work"],
    ["a NUL", [pax({ path: "repo-main/a\0b" }), { path: "x" }], "is outside its folder"],
    ["a doubled slash", [{ path: "repo-main//etc/passwd" }], "is outside its folder"],
    ["a symbolic link", [{ path: "repo-main/l", type: "2" }], '"l" is a link'],
    ["a hard link", [{ path: "repo-main/l", type: "1" }], '"l" is a link'],
    ["a device", [{ path: "repo-main/d", type: "3" }], "neither a file nor a folder"],
    ["a pipe", [{ path: "repo-main/p", type: "6" }], "neither a file nor a folder"],
    ["the same path twice", [{ path: "repo-main/package.json" }], "in it twice"],
    ["a path that differs in case", [{ path: "repo-main/Package.json" }], "are the same on some"],
    ["a folder that differs in case", [{ path: "repo-main/APP/x" }], "are the same on some"],
    [
      "an accent in another Unicode form",
      [{ path: "repo-main/\u00e9" }, { path: "repo-main/e\u0301" }],
      "are the same on some",
    ],
    [".env in another case", [{ path: "repo-main/.ENV" }], "are the same on some"],
    ["a file below a file", [{ path: "repo-main/package.json/x" }], "both a file and a folder"],
    ["a file in place of a folder", [{ path: "repo-main/app" }], "both a file and a folder"],
    ["a reserved name", [{ path: "repo-main/a/con.txt" }], "reserved on Windows"],
    ["a colon", [{ path: "repo-main/a:b" }], "doesn't work in names on every system"],
    ["a dot at the end", [{ path: "repo-main/a." }], "Windows drops a dot"],
    ["a control character", [{ path: "repo-main/a\u001bb" }], "a control character"],
    [".git", [{ path: "repo-main/.git/config" }], "one of git's own files"],
    [".git in a folder", [{ path: "repo-main/a/.GIT/config" }], "one of git's own files"],
    [
      ".git with an invisible character",
      [{ path: "repo-main/.g\u200dit/x" }],
      "one of git's own files",
    ],
    [".git by its short name", [{ path: "repo-main/git~1/x" }], "one of git's own files"],
  ])("%s", (_name, entries, reason) => {
    expect(() => filesOf(repository(complete, entries))).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(reason),
        code: "remote-template-refused",
        exitCode: 1,
      }),
    );
  });

  test("more files than a project has", () => {
    const many = Array.from({ length: 4998 }, (_, index) => ({ path: `repo-main/f/${index}` }));
    expect(Object.keys(filesOf(repository({ "package.json": "{}", a: "" }, many)))).toHaveLength(
      5000,
    );
    expect(() => filesOf(repository(complete, many))).toThrow("it has more than 5000 files");
  });

  test.each([
    ["a folder that doesn't exist", "gh:o/repo/nope", 'the repository has no folder "nope"'],
    ["the beginning of a folder's name", "gh:o/repo/ap", 'the repository has no folder "ap"'],
    ["a folder that is a file", "gh:o/repo/app/a.txt", '"app/a.txt" is a file, not a folder'],
    ["a folder below a file", "gh:o/repo/app/a.txt/b", '"app/a.txt" is a file, not a folder'],
    ["a folder that is a link", "gh:o/repo/link/b", '"link" is a link, not a folder'],
    ["a folder without files", "gh:o/repo/empty", "there are no files in it"],
    ["a folder without package.json", "gh:o/repo/docs", "there is no package.json in it"],
  ])("%s", (_name, typed, reason) => {
    const archive = repository(complete, [
      { path: "repo-main/link", type: "2" },
      { path: "repo-main/empty/", type: "5" },
      { path: "repo-main/docs/a.md" },
    ]);
    expect(() => filesOf(archive, typed)).toThrow(reason);
  });

  test("an empty archive", () => {
    expect(() => filesOf(tar([]))).toThrow("there are no files in it");
  });

  test.each<[string, (archive: Buffer) => Buffer]>([
    ["cut off in a header", (archive) => archive.subarray(0, 700)],
    ["cut off in a file", (archive) => archive.subarray(0, 512 * 4 - 511)],
    ["cut off at its end", (archive) => archive.subarray(0, -1000)],
    ["missing its end", (archive) => archive.subarray(0, -1024)],
    [
      "changed",
      (archive) => Buffer.from(archive.toString("latin1").replace("app/a", "app/b"), "latin1"),
    ],
    ["not an archive", () => Buffer.from("<html>".repeat(200))],
    ["nothing", () => Buffer.alloc(0)],
  ])("an archive that is %s", (_name, change) => {
    expect(() => filesOf(change(repository(complete)))).toThrow("its archive is damaged");
  });

  test.each(["-0000000512", "-0000001000", "7777777777777", "0x10", ""])("a size of %j", (size) => {
    const archive = repository(complete);
    const header = archive.subarray(1536, 2048);
    header.fill(0, 124, 136);
    header.write(size, 124, 12);
    header.write("        ", 148);
    const sum = header.reduce((all, byte) => all + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    expect(() => filesOf(archive)).toThrow("its archive is damaged");
  });

  test.each(["0 path=x\n", "x path=y\n", "-1 path=y\n", "99999 path=y\n", "nothing"])(
    "a pax header of %j",
    (data) => {
      const broken = { path: "pax", type: "x", data };
      expect(() => filesOf(repository(complete, [broken, { path: "x" }]))).toThrow(
        "its archive is damaged: a long name can't be read",
      );
    },
  );
});
