import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readRepository } from "../../src/engine/read-repository.ts";

const { templates } = readRepository(resolve(import.meta.dirname, "../../../.."));

/** Except x, which stands for any package. */
const ownPackage = /["'`/]node_modules\/(?!x\/)[@\w$]/;

/** Yarn's plugin exists only in a project that isn't part of a workspace. */
const neverHoisted = new Set([".yarn/plugins/pinned-node.cjs"]);

// In a monorepo, npm and Bun put packages into a folder further up.
test("no file names the path of a package in its own node_modules", () => {
  const naming = templates.flatMap(({ name, files }) =>
    [...files]
      .filter(([path, text]) => !neverHoisted.has(path) && ownPackage.test(text))
      .map(([path]) => `${name}/${path}`),
  );
  expect(naming).toEqual([]);
});

test("no text has Windows line endings, and projects keep it that way", () => {
  const carried = templates.flatMap(({ name, files }) =>
    [...files].filter(([, text]) => text.includes("\r")).map(([path]) => `${name}/${path}`),
  );
  expect(carried).toEqual([]);
  const bases = templates.filter(({ manifest }) => manifest.kind === "base");
  for (const { files } of bases)
    expect(files.get(".gitattributes")).toContain("* text=auto eol=lf");
});
