import { chmodSync, existsSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  carryOut,
  extend,
  finish,
  giveBack,
  prepare,
  readJournal,
} from "../../src/update/journal.ts";
import { lock, tidy } from "../../src/update/lock.ts";
import { inForm, readOwnedFiles, readText } from "../../src/update/owned-files.ts";
import { readTree, temporaryDirectory, writeTree } from "../temporary-directory.ts";

const before = { "a.ts": "a\n", "b.ts": "b\n", "folder/c.ts": "c\n" };
const edits = [
  { path: "a.ts", contents: "new a\n" },
  { path: "b.ts", contents: undefined },
  { path: "folder/c.ts", contents: undefined },
  { path: "deep/er/d.ts", contents: "d\n" },
];

function project(): string {
  const root = temporaryDirectory();
  writeTree(root, before);
  return root;
}

test("an update is written, and undoing it restores every byte", () => {
  const root = project();
  chmodSync(join(root, "a.ts"), 0o755);
  const journal = carryOut(root, prepare(root, edits, {}));
  expect(readTree(root)).toMatchObject({ "a.ts": "new a\n", "deep/er/d.ts": "d\n" });
  expect(existsSync(join(root, "folder"))).toBe(false);
  expect(statSync(join(root, "a.ts")).mode & 0o777).toBe(0o755);
  expect(giveBack(root, journal)).toBeUndefined();
  finish(root, false);
  expect(readTree(root)).toEqual(before);
  expect(statSync(join(root, "a.ts")).mode & 0o777).toBe(0o755);
});

test("undoing an update keeps what was changed after it", () => {
  const root = project();
  const journal = carryOut(root, prepare(root, edits, {}));
  writeTree(root, { "a.ts": "resolved\n", "deep/er/d.ts": "mine\n" });
  const kept = giveBack(root, journal) ?? "";
  finish(root, false);
  expect(readTree(kept)).toMatchObject({
    "files/a.ts": "resolved\n",
    "files/deep/er/d.ts": "mine\n",
  });
  expect(readTree(root)).toMatchObject(before);
});

test("later changes are undone too, in the right order", () => {
  const root = project();
  const first = carryOut(root, prepare(root, edits, {}));
  const more = [
    { path: "a.ts", contents: "newer a\n" },
    { path: "e.sql", contents: "e\n" },
  ];
  const journal = carryOut(root, extend(root, first, more));
  expect(readTree(root)).toMatchObject({ "a.ts": "newer a\n", "e.sql": "e\n" });
  giveBack(root, journal);
  finish(root, false);
  expect(readTree(root)).toEqual(before);
});

test("without git, the replaced files are kept in a folder", () => {
  const root = project();
  carryOut(root, prepare(root, edits, {}));
  const kept = finish(root, true) ?? "";
  expect(readTree(kept)).toEqual({
    ".gitignore": "*\n",
    "files/a.ts": "a\n",
    "files/b.ts": "b\n",
    "files/folder/c.ts": "c\n",
  });
  expect(readJournal(root)).toBeUndefined();
});

test("a second update is refused, unless the first one was killed", () => {
  const root = project();
  const lockFile = join(root, ".create-auth-app/lock");
  const unlock = lock(root);
  // A process that runs, and isn't this one.
  writeTree(root, { ".create-auth-app/lock": `${process.ppid}\n` });
  expect(() => lock(root)).toThrow("Another update is running in this project.");
  writeTree(root, { ".create-auth-app/lock": "999999999\n" });
  lock(root)();
  expect(existsSync(lockFile)).toBe(false);
  unlock();
  tidy(root);
  expect(readTree(root)).toEqual(before);
});

test("line endings and a byte order mark stay as the owner has them, and are restored", () => {
  const windows = readText(Buffer.from("\uFEFFa\r\nb\r\n"));
  expect(windows).toEqual({ contents: "a\nb\n", form: { bom: true, crlf: true } });
  expect(inForm("a\nc\n", windows.form)).toBe("\uFEFFa\r\nc\r\n");
  expect(readText(Buffer.from("a\n"))).toEqual({ contents: "a\n", form: undefined });
  expect(readText(Buffer.from([1, 0, 2])).contents).toBeInstanceOf(Uint8Array);
  expect(readText(Buffer.from([0xff, 0xfe, 0x41])).contents).toBeInstanceOf(Uint8Array);
});

test("links are listed, and neither read nor followed", async () => {
  const root = project();
  const elsewhere = temporaryDirectory();
  writeTree(elsewhere, { "secret.ts": "not the project's" });
  symlinkSync(elsewhere, join(root, "linked"));
  symlinkSync(join(elsewhere, "secret.ts"), join(root, "link.ts"));
  const { files, links } = await readOwnedFiles(root, undefined);
  expect([...files.keys()].sort()).toEqual(["a.ts", "b.ts", "folder/c.ts"]);
  expect([...links].sort()).toEqual(["link.ts", "linked"]);
});
