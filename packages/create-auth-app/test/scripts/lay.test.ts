import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { layChange, writeRecord } from "../../scripts/lay/apply.ts";
import { decide, type FileState } from "../../scripts/lay/decide.ts";
import { changesIn, idOf, strangersIn } from "../../scripts/lay/folder.ts";
import { piecesOf } from "../../scripts/lay/pieces.ts";
import type { RepositoryTemplates } from "../../src/engine/read-repository.ts";
import { temporaryDirectory, writeTree } from "../temporary-directory.ts";

const same: FileState = {
  template: "a",
  app: "a",
  last: "a",
  linked: false,
  made: false,
  newer: true,
  inGit: false,
};

describe("what to do with a file", () => {
  test.each<[string, Partial<FileState>, ReturnType<typeof decide>]>([
    ["linked", { linked: true }, undefined],
    ["linked and edited", { linked: true, template: "b", app: "b" }, undefined],
    ["not there yet", { app: undefined, last: undefined }, "lay"],
    ["deleted in the app only", { app: undefined }, "lay"],
    ["gone everywhere", { app: undefined, template: undefined }, undefined],
    ["a copy of the same text", {}, "lay"],
    ["edited in the template, not linked", { template: "b" }, "lay"],
    ["edited in the app by an editor that replaces files", { app: "b" }, "take back"],
    ["discarded in the template by git", { app: "b", newer: false }, "lay"],
    ["edited in both", { template: "b", app: "c" }, "conflict"],
    ["edited in both in the same way", { template: "b", app: "b" }, "lay"],
    ["gone from the templates", { template: undefined }, "remove"],
    ["gone from the templates, edited in the app", { template: undefined, app: "b" }, "conflict"],
    ["left behind on another branch", { app: "b", inGit: true, newer: false }, "lay"],
    [
      "left behind, but not on this branch",
      { app: "b", template: undefined, inGit: true, newer: false },
      "remove",
    ],
    ["generated and current", { made: true }, undefined],
    ["generated, with a change in a template", { made: true, template: "b" }, "lay"],
    ["generated, but edited in the app", { made: true, app: "b" }, "conflict"],
    ["created in the app, never laid", { last: undefined, app: "b" }, "conflict"],
  ])("%s", (_name, state, action) => {
    expect(decide({ ...same, ...state })).toBe(action);
  });
});

test("computes git's id of a text", () => {
  const root = repository();
  expect(idOf("Grüße\n")).toBe(
    execFileSync("git", ["hash-object", "--stdin"], { cwd: root, input: "Grüße\n" })
      .toString()
      .trim(),
  );
});

describe("in a folder", () => {
  test("lays the base in the app's server folder, the app over it, and merges package.json", () => {
    const { app, lay, read } = repositoryWithApp();
    lay();
    expect(read("app/env.ts")).toBe("base\n");
    expect(read("page.ts")).toBe("app\n");
    expect(JSON.parse(read("package.json"))).toEqual({
      name: "the-app",
      scripts: { dev: "vite", predev: "pnpm --silent -w lay" },
      dependencies: { hono: "1", react: "2" },
    });
    expect(strangersIn(app, lay())).toEqual([]);
  });

  test("an edit of the app's file is an edit of the template", () => {
    const { app, root, lay } = repositoryWithApp();
    lay();
    writeFileSync(join(app, "app/env.ts"), "edited\n");
    expect(readFileSync(join(root, "templates/base/server/env.ts"), "utf8")).toBe("edited\n");
    lay();
  });

  test("an edit by an editor that replaces files is copied back and linked again", () => {
    const { app, root, lay } = repositoryWithApp();
    lay();
    replace(join(app, "app/env.ts"), "edited\n");
    lay();
    const template = join(root, "templates/base/server/env.ts");
    expect(readFileSync(template, "utf8")).toBe("edited\n");
    expect(statSync(template).ino).toBe(statSync(join(app, "app/env.ts")).ino);
  });

  test("after switching branches, the branch's text counts, not the link left behind", () => {
    const { app, root, lay, read } = repositoryWithApp();
    lay();
    writeFileSync(join(app, "app/env.ts"), "committed on a branch\n");
    commit(root);
    const template = join(root, "templates/base/server/env.ts");
    replace(template, "base\n");
    const later = new Date(Date.now() + 60_000);
    utimesSync(template, later, later);
    lay();
    expect(read("app/env.ts")).toBe("base\n");
  });

  test("finds files that are in no template", () => {
    const { app, lay } = repositoryWithApp();
    const pieces = lay();
    writeFileSync(join(app, "new.ts"), "");
    mkdirSync(join(app, "build"));
    writeFileSync(join(app, "build/index.js"), "");
    expect(strangersIn(app, pieces)).toEqual(["new.ts"]);
  });
});

function repository(): string {
  const root = temporaryDirectory();
  execFileSync("git", ["init", "-q"], { cwd: root });
  return root;
}

function repositoryWithApp() {
  const root = repository();
  const files = {
    "templates/base/server/env.ts": "base\n",
    "templates/base/package.json": '{ "dependencies": { "hono": "1" } }',
    "templates/the-app/page.ts": "app\n",
    "templates/the-app/package.json":
      '{ "scripts": { "dev": "vite" }, "dependencies": { "react": "2" } }',
  };
  writeTree(root, files);
  commit(root);
  const app = join(root, "apps/the-app");
  const lay = () => {
    const before = piecesNow(root);
    for (const change of changesIn(app, before, root)) layChange(change);
    const pieces = piecesNow(root);
    writeRecord(app, pieces);
    return pieces;
  };
  return { root, app, lay, read: (path: string) => readFileSync(join(app, path), "utf8") };
}

function piecesNow(root: string) {
  const read = (path: string) => readFileSync(join(root, "templates", path), "utf8");
  const template = (
    name: string,
    manifest: RepositoryTemplates["templates"][number]["manifest"],
    paths: string[],
  ) => ({ name, manifest, files: new Map(paths.map((path) => [path, read(`${name}/${path}`)])) });
  const base = template("base", { kind: "base" }, ["server/env.ts", "package.json"]);
  const app = template("the-app", { kind: "app", fact: "x", base: "base", serverRoot: "app" }, [
    "page.ts",
    "package.json",
  ]);
  return piecesOf(app, [base, app], root);
}

function replace(path: string, text: string): void {
  rmSync(path);
  writeFileSync(path, text);
}

function commit(root: string): void {
  const git = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
  execFileSync("git", ["add", "-A"], { cwd: root });
  execFileSync("git", [...git, "commit", "-qm", "x"], { cwd: root });
}
