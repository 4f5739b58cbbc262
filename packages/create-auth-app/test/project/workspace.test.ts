import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageManagers } from "../../src/options/package-managers.ts";
import { workspaceAround, workspaceText } from "../../src/project/workspace.ts";
import { temporaryDirectory, writeTree } from "../temporary-directory.ts";

const here = { platform: process.platform };
const listing = (...workspaces: string[]) => JSON.stringify({ workspaces });

describe("npm", () => {
  test.each([
    [["apps/*"], "apps/web", true],
    [["./apps/*/"], "apps/web", true],
    [["apps/web"], "apps/web", true],
    [["apps/**"], "apps/a/b/web", true],
    [["apps/**"], "apps/web", true],
    [["*"], "web", true],
    [["@me/*"], "@me/web", true],
    [["apps/w*"], "apps/web", true],
    [["apps/*"], "apps/a/web", false],
    [["apps/*"], "tools/web", false],
    [["apps/*"], "apps", false],
    [["app./*"], "apps/web", false],
    [["apps/*", "!apps/web"], "apps/web", false],
    [["!apps/web", "apps/*"], "apps/web", true],
    [[], "apps/web", false],
  ])("a root that lists %j has %s as a member: %j", (patterns, folder, member) => {
    const root = temporaryDirectory();
    writeTree(root, { "package.json": listing(...patterns) });
    expect(workspaceAround(join(root, folder), "npm", here) !== undefined).toBe(member);
  });

  test("the patterns may be under `packages`, and the root several folders up", () => {
    const root = temporaryDirectory();
    writeTree(root, {
      "package.json": JSON.stringify({ workspaces: { packages: ["a/**"] } }),
      "a/b/package.json": "{}",
    });
    expect(workspaceAround(join(root, "a/b/c"), "npm", here)).toMatchObject({ root, member: true });
  });

  test.each(["no JSON", "[]", "null", '{"workspaces":"apps/*"}', '{"workspaces":[1]}'])(
    "a package.json further up that contains %s is ignored",
    (text) => {
      const root = temporaryDirectory();
      writeTree(root, { "package.json": text });
      expect(workspaceAround(join(root, "apps/web"), "npm", here)).toBeUndefined();
    },
  );
});

test.each([
  ["npm", "package.json", true],
  ["bun", "package.json", true],
  ["yarn", "package.json", false],
  ["pnpm", "pnpm-workspace.yaml", false],
] as const)("with %s, a workspace by %s is joined: %j", (pm, file, member) => {
  const root = temporaryDirectory();
  writeTree(root, { [file]: listing("apps/*"), [packageManagers[pm].lockfile]: "" });
  const workspace = workspaceAround(join(root, "apps/web"), pm, here);
  expect(workspace).toEqual({ root, member, other: undefined });
});

test("a workspace of another package manager is reported", () => {
  const root = temporaryDirectory();
  writeTree(root, { "package.json": listing("apps/*"), "yarn.lock": "" });
  const workspace = workspaceAround(join(root, "apps/web"), "npm", here);
  expect(workspace?.other).toBe("yarn");
  expect(workspace && workspaceText(workspace, "npm")).toContain("--pm yarn");
});
