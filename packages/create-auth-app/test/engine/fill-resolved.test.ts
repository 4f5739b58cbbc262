import { expect, test } from "vitest";
import { fillResolved, type RegistrySettings } from "../../src/engine/fill-resolved.ts";

function filled(entry: Record<string, unknown>, location: string, settings: RegistrySettings) {
  const lockfile = {
    lockfileVersion: 3,
    packages: { "": { name: "app", version: "1.0.0" }, [location]: entry },
  };
  const result = JSON.parse(fillResolved(JSON.stringify(lockfile), settings));
  expect(result.packages[""]).toEqual({ name: "app", version: "1.0.0" });
  return result.packages[location].resolved;
}

const settings: RegistrySettings = {
  registry: "https://one.example/",
  scopes: { "@me": "https://two.example/npm" },
};

test.each<
  [what: string, location: string, entry: Record<string, unknown>, address: string | undefined]
>([
  ["a package", "node_modules/a", { version: "1.2.3" }, "https://one.example/a/-/a-1.2.3.tgz"],
  [
    "a nested package",
    "node_modules/a/node_modules/b",
    { version: "1.0.0" },
    "https://one.example/b/-/b-1.0.0.tgz",
  ],
  ["a scope", "node_modules/@x/a", { version: "1.0.0" }, "https://one.example/@x/a/-/a-1.0.0.tgz"],
  [
    "a scope with a registry",
    "node_modules/@me/a",
    { version: "1.0.0" },
    "https://two.example/npm/@me/a/-/a-1.0.0.tgz",
  ],
  [
    "an alias",
    "node_modules/a",
    { name: "@me/real", version: "1.0.0" },
    "https://two.example/npm/@me/real/-/real-1.0.0.tgz",
  ],
  [
    "a prerelease",
    "node_modules/a",
    { version: "1.0.0-rc.1" },
    "https://one.example/a/-/a-1.0.0-rc.1.tgz",
  ],
  [
    "build metadata",
    "node_modules/a",
    { version: "1.0.0+b.1" },
    "https://one.example/a/-/a-1.0.0.tgz",
  ],
  [
    "a bundled package",
    "node_modules/a/node_modules/b",
    { version: "1.0.0", inBundle: true },
    undefined,
  ],
  ["a link", "node_modules/a", { link: true }, undefined],
  ["a workspace", "packages/a", { version: "1.0.0" }, undefined],
  [
    "a package that has an address",
    "node_modules/a",
    { version: "1.0.0", resolved: "file:a.tgz" },
    "file:a.tgz",
  ],
])("%s", (_, location, entry, address) => {
  expect(filled(entry, location, settings)).toBe(address);
});

test("a trailing slash in the registry makes no difference", () => {
  for (const registry of ["http://localhost:4873", "http://localhost:4873/"]) {
    expect(filled({ version: "1.0.0" }, "node_modules/a", { registry })).toBe(
      "http://localhost:4873/a/-/a-1.0.0.tgz",
    );
  }
});

test("the address is where npm puts it", () => {
  const lockfile = {
    packages: { "node_modules/a": { version: "1.0.0", integrity: "sha512-x", dev: true } },
  };
  const result = JSON.parse(fillResolved(JSON.stringify(lockfile), settings));
  expect(Object.keys(result.packages["node_modules/a"])).toEqual([
    "version",
    "resolved",
    "integrity",
    "dev",
  ]);
});
