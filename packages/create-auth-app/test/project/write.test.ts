import {
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Interrupted } from "../../src/errors.ts";
import { collisions, findTarget } from "../../src/project/target.ts";
import { write } from "../../src/project/write.ts";
import { readTree, temporaryDirectory, writeTree } from "../temporary-directory.ts";

const at = (cwd: string) => ({ cwd, platform: process.platform });

const files = new Map([
  [".env", "SECRET=new"],
  [".gitignore", ".env"],
  ["README.md", "new"],
  ["app/root.tsx", "new"],
  ["package.json", "{}"],
]);
const never = new AbortController().signal;

function writeTo(cwd: string, typed: string, signal = never) {
  const target = findTarget(typed, at(cwd));
  return write({ target, files, colliding: collisions(target.path, files), signal });
}

describe("a new directory", () => {
  test("is created, with its parents", async () => {
    const cwd = temporaryDirectory();
    expect(await writeTo(cwd, "a/b/app")).toBeUndefined();
    expect(readTree(join(cwd, "a/b/app"))).toEqual(Object.fromEntries(files));
    expect(readdirSync(join(cwd, "a/b"))).toEqual(["app"]);
  });

  test("can be read by others, except its .env", async () => {
    const cwd = temporaryDirectory();
    await writeTo(cwd, "app");
    expect(statSync(join(cwd, "app")).mode & 0o777).toBe(0o777 & ~process.umask());
    expect(statSync(join(cwd, "app/.env")).mode & 0o777).toBe(0o600);
  });

  test("is left alone if it appears during the write, and nothing else remains", async () => {
    const cwd = temporaryDirectory();
    const target = findTarget("app", at(cwd));
    writeTree(cwd, { "app/mine.txt": "mine" });
    await expect(write({ target, files, colliding: [], signal: never })).rejects.toThrow(
      expect.objectContaining({ code: "target-appeared", exitCode: 1 }),
    );
    expect(readTree(cwd)).toEqual({ "app/mine.txt": "mine" });
  });

  test("loses nothing if a file appears in it", async () => {
    const cwd = temporaryDirectory();
    const target = findTarget("app", at(cwd));
    writeFileSync(join(cwd, "app"), "mine");
    await expect(write({ target, files, colliding: [], signal: never })).rejects.toThrow(
      "appeared",
    );
    expect(readTree(cwd)).toEqual({ app: "mine" });
  });

  test("leaves nothing after a signal before the move, not even created parents", async () => {
    const cwd = temporaryDirectory();
    const controller = new AbortController();
    const writing = writeTo(cwd, "a/b/app", controller.signal);
    controller.abort(new Interrupted());
    await expect(writing).rejects.toBeInstanceOf(Interrupted);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("leaves nothing after a failure in the middle", async () => {
    const cwd = temporaryDirectory();
    const target = findTarget("a/app", at(cwd));
    // A file where a folder is needed has the same effect as a disk that fails halfway.
    const impossible = new Map([...files, ["README.md/below", ""]]);
    await expect(
      write({ target, files: impossible, colliding: [], signal: never }),
    ).rejects.toThrow();
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("an existing directory", () => {
  test("keeps its identity: a shell that is in it stays in it", async () => {
    const cwd = temporaryDirectory();
    const before = statSync(cwd).ino;
    await writeTo(cwd, ".");
    expect(statSync(cwd).ino).toBe(before);
    expect(readTree(cwd)).toEqual(Object.fromEntries(files));
  });

  test("is written into through a link", async () => {
    const cwd = temporaryDirectory();
    mkdirSync(join(cwd, "real"));
    symlinkSync("real", join(cwd, "link"));
    await writeTo(cwd, "link");
    expect(readlinkSync(join(cwd, "link"))).toBe("real");
    expect(readTree(join(cwd, "real"))).toEqual(Object.fromEntries(files));
  });

  test("keeps its files; those in the way are moved aside, hidden from git", async () => {
    const cwd = temporaryDirectory();
    const outside = temporaryDirectory();
    const mine = { "notes.txt": "mine", ".env": "SECRET=mine", "README.md/deep/file": "mine" };
    writeTree(cwd, mine);
    symlinkSync(outside, join(cwd, "app"));

    const backup = (await writeTo(cwd, ".")) ?? "";

    const { "notes.txt": notes, ...rest } = readTree(cwd);
    expect(notes).toBe("mine");
    expect(rest).toMatchObject(Object.fromEntries(files));
    expect(readTree(backup)).toEqual({
      ".gitignore": "*\n",
      "files/.env": "SECRET=mine",
      "files/README.md/deep/file": "mine",
      "files/app": "a link",
    });
    expect(readTree(outside)).toEqual({});
  });

  test("is restored if a file appears in it", async () => {
    const cwd = temporaryDirectory();
    writeTree(cwd, { "README.md": "mine", "app/other.ts": "mine" });
    const target = findTarget(".", at(cwd));
    const colliding = collisions(cwd, files);
    writeTree(cwd, { "package.json": "appeared" });
    await expect(write({ target, files, colliding, signal: never })).rejects.toThrow(
      "package.json appeared",
    );
    expect(readTree(cwd)).toEqual({
      "README.md": "mine",
      "app/other.ts": "mine",
      "package.json": "appeared",
    });
  });
});
