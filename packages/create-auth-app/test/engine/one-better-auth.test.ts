import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readBakedLockfile } from "../../src/engine/read-repository.ts";

interface Entry {
  dependencies?: Record<string, string>;
}

const root = resolve(import.meta.dirname, "../../../..");
const { packages } = JSON.parse(readBakedLockfile(root) ?? "") as {
  packages: Record<string, Entry>;
};

test("an owner can upgrade better-auth: no package of a project depends on a version of it", () => {
  const pinning = Object.entries(packages)
    .filter(([location, { dependencies }]) => location !== "" && dependencies?.["better-auth"])
    .map(([location]) => location);
  expect(pinning).toEqual([]);
  const copies = Object.keys(packages).filter((location) => /\/better-auth$/.test(location));
  expect(copies).toEqual(["node_modules/better-auth"]);
});
