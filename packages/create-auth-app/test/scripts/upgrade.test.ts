import { expect, test } from "vitest";
import { withVersion } from "../../../../scripts/upgrade/manifests.ts";
import { type Registry, raiseOf } from "../../../../scripts/upgrade/raise.ts";

/** A registry with these versions, where the listed ones can't be installed. */
function registryWith(
  versions: Record<string, string[]>,
  problems: Record<string, string> = {},
): Registry {
  return {
    versions: async (name) => versions[name] ?? [],
    problem: async (_, version) => problems[version],
  };
}

test("takes the highest version number, and no prerelease", async () => {
  const registry = registryWith({ a: ["1.9.0", "1.10.0", "1.2.0", "2.0.0-beta.1"] });
  const raise = await raiseOf({ names: ["a"], from: "1.9.0" }, registry);
  expect(raise).toMatchObject({ to: "1.10.0", held: [] });
});

test("packages that belong together get the newest version that all of them have", async () => {
  const registry = registryWith({ a: ["1.0.0", "1.1.0", "1.2.0"], b: ["1.0.0", "1.1.0"] });
  const raise = await raiseOf({ names: ["a", "b"], from: "1.0.0" }, registry);
  const held = [{ version: "1.2.0", reason: "b has no such version" }];
  expect(raise).toMatchObject({ to: "1.1.0", held });
});

test("a version that can't be installed is skipped, with the reason", async () => {
  const registry = registryWith({ a: ["1.0.0", "1.1.0", "1.2.0"] }, { "1.2.0": "wants b" });
  const raise = await raiseOf({ names: ["a"], from: "1.0.0" }, registry);
  expect(raise).toMatchObject({ to: "1.1.0", held: [{ version: "1.2.0", reason: "wants b" }] });
});

test("Node stays on its major version", async () => {
  const registry = registryWith({ node: ["24.1.0", "24.2.0", "26.0.0"] });
  const raise = await raiseOf({ names: ["node"], from: "24.1.0", major: "24" }, registry);
  expect(raise.to).toBe("24.2.0");
});

test("without a newer version, the current one is kept and nothing is held back", async () => {
  const raise = await raiseOf({ names: ["a"], from: "1.0.0" }, registryWith({ a: ["1.0.0"] }));
  expect(raise).toMatchObject({ to: "1.0.0", held: [] });
});

test("only the dependency with that name changes in a package.json", () => {
  const json = '{\n  "dependencies": {\n    "a": "1.0.0",\n    "@b/a": "1.0.0"\n  }\n}\n';
  expect(withVersion(json, "a", "1.1.0")).toBe(json.replace('"a": "1.0.0",', '"a": "1.1.0",'));
});
