import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { parseRemoteTemplate } from "../../src/remote/remote-template.ts";
import { assertSame, templateFiles, unpackedFiles } from "../../src/remote/template-files.ts";
import { unpack, unpackKept } from "../../src/remote/unpack.ts";
import { readTree, temporaryDirectory } from "../temporary-directory.ts";
import { type ArchiveEntry, pax, repository } from "./archive.ts";

const complete = { "package.json": "{}", "app/package.json": "{}", "app/a.txt": "a" };
let cache: string;

beforeEach(() => {
  cache = temporaryDirectory();
  vi.stubEnv("XDG_CACHE_HOME", cache);
  return () => vi.unstubAllEnvs();
});

/** A stage, and beside it something that nothing may touch. */
function stageBesideVictim() {
  const root = temporaryDirectory();
  const to = join(root, "stage");
  mkdirSync(to);
  writeFileSync(join(root, "victim"), "untouched");
  return { root, to, files: join(to, "files") };
}

const unpacked = async (archive: Uint8Array, typed = "gh:o/repo", keep = true) => {
  const stage = stageBesideVictim();
  await unpack(parseRemoteTemplate(typed), archive, { to: stage.to, keep });
  return stage;
};

describe("unchecked archives stay in their folder", () => {
  test.each<[string, ArchiveEntry[]]>([
    ["a path that leads out", [{ path: "repo-main/../../victim", data: "evil" }]],
    ["a longer path that leads out", [{ path: "repo-main/a/../../../victim", data: "evil" }]],
    ["a pax header that leads out", [pax({ path: "x/../../victim" }), { path: "x", data: "evil" }]],
    ["a path that leads out above the top folder", [{ path: "../../../victim", data: "evil" }]],
    [
      "a file through a link",
      [link("out", "../.."), { path: "repo-main/out/victim", data: "evil" }],
    ],
    [
      "a file through two links",
      [link("a", ".."), link("b", "a/.."), { path: "repo-main/b/victim", data: "evil" }],
    ],
    [
      "a file in place of a link",
      [link("v", "../../victim"), { path: "repo-main/v", data: "evil" }],
    ],
    [
      "a hard link and a file in place of it",
      [
        { path: "repo-main/h", type: "1", linkname: "../../victim" },
        { path: "repo-main/h", data: "evil" },
      ],
    ],
    ["a folder through a link", [link("out", "../.."), { path: "repo-main/out/made/", type: "5" }]],
  ])("%s", async (_name, entries) => {
    const { root } = await unpacked(repository(complete, entries));
    expect(readFileSync(join(root, "victim"), "utf8")).toBe("untouched");
    expect(readdirSync(root).sort()).toEqual(["stage", "victim"]);
  });

  test("an absolute path, and a link to one", async () => {
    const outside = temporaryDirectory();
    const archive = repository(complete, [
      { path: `${outside}/plain`, data: "evil" },
      { path: `repo-main/${outside}/below`, data: "evil" },
      link("absolute", outside),
      { path: "repo-main/absolute/through", data: "evil" },
    ]);
    await unpacked(archive);
    expect(readdirSync(outside)).toEqual([]);
  });

  test("devices and pipes aren't created", async () => {
    const archive = repository(complete, [
      { path: "repo-main/device", type: "3" },
      { path: "repo-main/block", type: "4" },
      { path: "repo-main/pipe", type: "6" },
    ]);
    const { files } = await unpacked(archive);
    expect(readdirSync(files).sort()).toEqual(["app", "package.json"]);
  });
});

describe("unpacked files are refused for the same reasons as listed ones", () => {
  test.each<[string, ArchiveEntry[], string]>([
    ["a link", [link("l", "package.json")], '"l" is a link'],
    ["a hard link", [{ path: "repo-main/h", type: "1", linkname: "package.json" }], "is a link"],
    ["a hook", [{ path: "repo-main/.git/hooks/x", data: "evil" }], "one of git's own files"],
    [".git in a folder", [{ path: "repo-main/a/.GIT/config" }], "one of git's own files"],
    [
      "a name that differs in case",
      [{ path: "repo-main/Package.json" }],
      "are the same on some systems",
    ],
    ["a reserved name", [{ path: "repo-main/con" }], "reserved on Windows"],
  ])("%s", async (_name, entries, reason) => {
    const { files } = await unpacked(repository(complete, entries));
    expect(() => unpackedFiles(files, parseRemoteTemplate("gh:o/repo"))).toThrow(reason);
  });

  test("and when they differ from the list", async () => {
    const template = parseRemoteTemplate("gh:o/repo");
    const { files } = await unpacked(repository(complete));
    const listed = templateFiles(repository(complete), template);
    const check = () => assertSame(listed, unpackedFiles(files, template), template);
    expect(check).not.toThrow();
    writeFileSync(join(files, "package.json"), "[]");
    expect(check).toThrow("it holds different files from those it lists");
    writeFileSync(join(files, "package.json"), "{}");
    writeFileSync(join(files, "more"), "");
    expect(check).toThrow("it holds different files from those it lists");
  });
});

test("only the requested folder is unpacked", async () => {
  const { files } = await unpacked(repository(complete), "gh:o/repo/app");
  expect(readTree(files)).toEqual({ "package.json": "{}", "a.txt": "a" });
});

describe("the cache", () => {
  const template = parseRemoteTemplate("gh:o/repo");

  test("returns what it kept, and nothing from another repository", async () => {
    await unpacked(repository(complete), "gh:a-b/c");
    const { to, files } = stageBesideVictim();
    expect(await unpackKept(parseRemoteTemplate("gh:a/b-c"), to)).toBe(false);
    expect(await unpackKept(parseRemoteTemplate("gh:a-b/c#v1"), to)).toBe(false);
    expect(await unpackKept(parseRemoteTemplate("gitlab:a-b/c"), to)).toBe(false);
    expect(await unpackKept(parseRemoteTemplate("gh:a-b/c"), to)).toBe(true);
    expect(readTree(files)).toEqual(complete);
  });

  test("keeps nothing that required a token", async () => {
    const { files } = await unpacked(repository(complete), "gh:o/repo", false);
    expect(readTree(files)).toEqual(complete);
    expect(readdirSync(cache)).toEqual([]);
    expect(process.env["XDG_CACHE_HOME"]).toBe(cache);
  });

  test("is skipped if it isn't writable", async () => {
    vi.stubEnv("XDG_CACHE_HOME", "/dev/null/nowhere");
    const { files } = await unpacked(repository(complete));
    expect(readTree(files)).toEqual(complete);
  });

  test("doesn't replace what it couldn't write", async () => {
    await unpacked(repository({ "package.json": "[]" }));
    const [kept = ""] = Object.keys(readTree(cache)).filter((path) => path.endsWith(".tar.gz"));
    // A folder in the way of the archive: giget would continue with what it finds there.
    rmSync(join(cache, kept));
    mkdirSync(join(cache, kept));
    const { files } = await unpacked(repository(complete));
    expect(readTree(files)).toEqual(complete);
  });

  test("ignores a truncated archive", async () => {
    await unpacked(repository(complete));
    const [kept = ""] = Object.keys(readTree(cache)).filter((path) => path.endsWith(".tar.gz"));
    writeFileSync(join(cache, kept), "<html>");
    const { to, files } = stageBesideVictim();
    await unpackKept(template, to);
    expect(existsSync(join(files, "package.json"))).toBe(false);
  });
});

function link(path: string, linkname: string): ArchiveEntry {
  return { path: `repo-main/${path}`, type: "2", linkname };
}
