import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { collisions, findTarget } from "../../src/project/target.ts";
import { temporaryDirectory, writeTree } from "../temporary-directory.ts";

const at = (cwd: string) => ({ cwd, platform: process.platform });

describe("what is in the directory", () => {
  test("nothing", () => {
    const cwd = temporaryDirectory();
    expect(findTarget("a/b", at(cwd))).toMatchObject({
      path: join(cwd, "a/b"),
      exists: false,
      entries: [],
    });
  });

  test("an empty directory, directly or through a link", () => {
    const cwd = temporaryDirectory();
    mkdirSync(join(cwd, "real"));
    symlinkSync("real", join(cwd, "link"));
    expect(findTarget("link", at(cwd))).toMatchObject({
      path: join(cwd, "real"),
      name: "link",
      exists: true,
      entries: [],
    });
  });

  test("a repository without files counts as empty", () => {
    const cwd = temporaryDirectory();
    mkdirSync(join(cwd, "app/.git"), { recursive: true });
    expect(findTarget("app", at(cwd)).entries).toEqual([]);
  });

  test("files", () => {
    const cwd = temporaryDirectory();
    writeTree(cwd, { "b.txt": "", "a.txt": "", ".git/HEAD": "" });
    expect(findTarget(".", at(cwd)).entries).toEqual(["a.txt", "b.txt"]);
  });
});

test.each([
  ["file", "is a file"],
  ["file/app", "Part of this path is a file"],
  ["dangling", "is a link to"],
  ["dangling/app", "is a link to"],
  ["circle", "The links in this path form a loop"],
])("%s is refused", (typed, message) => {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, "file"), "");
  symlinkSync("nowhere", join(cwd, "dangling"));
  symlinkSync("circle", join(cwd, "circle"));
  expect(() => findTarget(typed, at(cwd))).toThrow(
    expect.objectContaining({ message: expect.stringContaining(message), exitCode: 2 }),
  );
});

describe("collisions", () => {
  const files = new Map([
    ["README.md", "new"],
    ["app/root.tsx", "new"],
    ["app/routes/home.tsx", "new"],
    ["public/icon.svg", "new"],
  ]);

  test.each<[string, Record<string, string>, string[]]>([
    ["none next to other files", { "other.txt": "", "app/mine.ts": "" }, []],
    ["a file in the way of a file", { "README.md": "old" }, ["README.md"]],
    ["a file in the way of a folder, once", { app: "old" }, ["app"]],
    ["a folder in the way of a file", { "README.md/x": "old" }, ["README.md"]],
    ["a file further down", { "app/routes/home.tsx": "old" }, ["app/routes/home.tsx"]],
  ])("%s", (_name, tree, expected) => {
    const root = temporaryDirectory();
    writeTree(root, tree);
    expect(collisions(root, files)).toEqual(expected);
  });

  test("a link in the way of a folder isn't followed", () => {
    const root = temporaryDirectory();
    mkdirSync(join(root, "elsewhere"));
    symlinkSync("elsewhere", join(root, "app"));
    expect(collisions(root, files)).toEqual(["app"]);
  });

  test("a dangling link is also in the way", () => {
    const root = temporaryDirectory();
    symlinkSync("nowhere", join(root, "README.md"));
    expect(collisions(root, files)).toEqual(["README.md"]);
  });
});
