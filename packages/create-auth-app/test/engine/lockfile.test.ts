import { expect, test } from "vitest";
import { pruneLockfile } from "../../src/engine/lockfile.ts";
import { indexLockfile } from "../../src/engine/lockfile-index.ts";

type Entries = Record<string, Record<string, unknown>>;

function prune(packages: Entries, manifest: Record<string, unknown>): Entries {
  const union = JSON.stringify({
    lockfileVersion: 3,
    packages: { "": { name: "union" }, ...packages },
  });
  const project = JSON.stringify({ name: "app", ...manifest });
  return JSON.parse(pruneLockfile(indexLockfile(union), project)).packages;
}

/** The remaining locations, each with its flags. */
function flags(packages: Entries, manifest: Record<string, unknown>): Record<string, string> {
  const names = ["dev", "optional", "devOptional", "peer"];
  return Object.fromEntries(
    Object.entries(prune(packages, manifest))
      .filter(([location]) => location !== "")
      .map(([location, entry]) => [
        location.replaceAll("node_modules/", ""),
        names.filter((name) => entry[name] === true).join(" "),
      ]),
  );
}

/** `a`, `b`, … at the top level, each with the listed dependencies. */
const tree = (wants: Record<string, Record<string, unknown>>): Entries =>
  Object.fromEntries(
    Object.entries(wants).map(([name, entry]) => [
      `node_modules/${name}`,
      { version: "1.0.0", ...entry },
    ]),
  );
const any = (...names: string[]) => Object.fromEntries(names.map((name) => [name, "1"]));

test.each<
  [what: string, packages: Entries, manifest: Record<string, unknown>, left: Record<string, string>]
>([
  [
    "leaves out what nothing depends on",
    tree({ a: {}, b: {} }),
    { dependencies: any("a") },
    { a: "" },
  ],
  [
    "includes indirect dependencies",
    tree({ a: { dependencies: any("b") }, b: {}, c: {} }),
    { dependencies: any("a") },
    { a: "", b: "" },
  ],
  [
    "circular dependencies",
    tree({ a: { dependencies: any("b") }, b: { dependencies: any("a") } }),
    { dependencies: any("a") },
    { a: "", b: "" },
  ],
  [
    "dev",
    tree({ a: { dependencies: any("b") }, b: {} }),
    { devDependencies: any("a") },
    { a: "dev", b: "dev" },
  ],
  [
    "dev and regular dependencies",
    tree({ a: { dependencies: any("b") }, b: {} }),
    { devDependencies: any("a"), dependencies: any("b") },
    { a: "dev", b: "" },
  ],
  [
    "optional",
    tree({ a: { optionalDependencies: any("b") }, b: { dependencies: any("c") }, c: {} }),
    { dependencies: any("a") },
    { a: "", b: "optional", c: "optional" },
  ],
  [
    "an optional dependency of a dev dependency",
    tree({ a: { optionalDependencies: any("b") }, b: {} }),
    { devDependencies: any("a") },
    { a: "dev", b: "dev optional" },
  ],
  [
    "dev on one path, optional on another",
    tree({ a: { dependencies: any("c") }, b: { optionalDependencies: any("c") }, c: {} }),
    { devDependencies: any("a"), dependencies: any("b") },
    { a: "dev", b: "", c: "devOptional" },
  ],
  [
    "peer",
    tree({ a: { peerDependencies: any("b") }, b: {} }),
    { dependencies: any("a") },
    { a: "", b: "peer" },
  ],
  [
    "the dependencies of a peer",
    tree({ a: { peerDependencies: any("b") }, b: { dependencies: any("c") }, c: {} }),
    { dependencies: any("a") },
    { a: "", b: "peer", c: "peer" },
  ],
  [
    "a peer that is also a dependency",
    tree({ a: { peerDependencies: any("b") }, b: {} }),
    { dependencies: any("a", "b") },
    { a: "", b: "" },
  ],
  [
    "leaves out an optional peer",
    tree({
      a: { peerDependencies: any("b"), peerDependenciesMeta: { b: { optional: true } } },
      b: {},
    }),
    { dependencies: any("a") },
    { a: "" },
  ],
  [
    "an optional peer that is there anyway",
    tree({
      a: { peerDependencies: any("b"), peerDependenciesMeta: { b: { optional: true } } },
      b: {},
    }),
    { dependencies: any("a"), devDependencies: any("b") },
    { a: "", b: "devOptional" },
  ],
  [
    "an optional dependency that isn't there",
    tree({ a: { optionalDependencies: any("b") } }),
    { dependencies: any("a") },
    { a: "" },
  ],
])("%s", (_, packages, manifest, left) => {
  expect(flags(packages, manifest)).toEqual(left);
});

test("the nearest node_modules wins, and nested packages are kept only with their owner", () => {
  const packages: Entries = {
    "node_modules/a": { version: "1.0.0", dependencies: any("b") },
    "node_modules/a/node_modules/b": { version: "2.0.0", dependencies: any("@s/c") },
    "node_modules/a/node_modules/b/node_modules/d": { version: "1.0.0" },
    "node_modules/@s/c": { version: "1.0.0" },
    "node_modules/b": { version: "1.0.0", dependencies: any("d") },
    "node_modules/d": { version: "1.0.0" },
  };
  expect(Object.keys(prune(packages, { dependencies: any("a") }))).toEqual([
    "",
    "node_modules/a",
    "node_modules/a/node_modules/b",
    "node_modules/@s/c",
  ]);
  expect(Object.keys(prune(packages, { dependencies: any("b") }))).toEqual([
    "",
    "node_modules/b",
    "node_modules/d",
  ]);
});

test("the root is this project, and keys are where npm writes them", () => {
  const packages = tree({ a: { integrity: "sha512-x", license: "MIT", engines: { node: ">=1" } } });
  const manifest = {
    private: true,
    engines: { node: ">=2" },
    devDependencies: { a: "1.0.0" },
    scripts: { x: "x" },
  };
  const pruned = prune(packages, manifest);
  expect(pruned[""]).toEqual({
    name: "app",
    devDependencies: { a: "1.0.0" },
    engines: { node: ">=2" },
  });
  expect(Object.keys(pruned["node_modules/a"] ?? {})).toEqual([
    "version",
    "integrity",
    "dev",
    "license",
    "engines",
  ]);
});

test("a dependency that was never baked is an error", () => {
  expect(() => prune(tree({ a: {} }), { dependencies: any("new") })).toThrow("new");
});
