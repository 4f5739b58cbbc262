import { basename } from "node:path";
import { expect, test, vi } from "vitest";
import { renamePatiently } from "../../src/project/rename-patiently.ts";
import { collisions, findTarget } from "../../src/project/target.ts";
import { write } from "../../src/project/write.ts";
import { temporaryDirectory } from "../temporary-directory.ts";

vi.mock("../../src/project/rename-patiently.ts", async (original) => {
  const { renamePatiently } =
    await original<typeof import("../../src/project/rename-patiently.ts")>();
  return { renamePatiently: vi.fn(renamePatiently) };
});

test("a directory that has package.json and the record is complete", async () => {
  const cwd = temporaryDirectory();
  const files = new Map([
    [".create-auth-app.json", "{}"],
    ["README.md", "new"],
    ["app/root.tsx", "new"],
    ["package.json", "{}"],
    ["vite.config.ts", "new"],
  ]);
  const target = findTarget(".", { cwd, platform: process.platform });
  const { signal } = new AbortController();
  await write({ target, files, colliding: collisions(target.path, files), signal });
  const order = vi.mocked(renamePatiently).mock.calls.map(([, to]) => basename(to));
  expect(order).toHaveLength(5);
  expect(order.slice(-2).sort()).toEqual([".create-auth-app.json", "package.json"]);
});
