import { resolve } from "node:path";
import { expect, test } from "vitest";
import { bakedName } from "../../src/engine/baked.ts";
import { basesOf, covers, pathIn } from "../../src/engine/layers.ts";
import { readRepository } from "../../src/engine/read-repository.ts";
import { catalogue } from "../../src/options/catalogue.ts";
import { factsIn } from "../../src/options/facts.ts";

const templates = readRepository(resolve(import.meta.dirname, "../../../.."));

test("no two layers own the same file", () => {
  const owners = new Map<string, Set<string>>();
  for (const { name, manifest, files } of templates.templates) {
    if (manifest.kind !== "layer") continue;
    for (const path of files.keys()) {
      if (path === "package.json" || path === ".env.example") continue;
      owners.set(path, (owners.get(path) ?? new Set()).add(axisOf(manifest.fact ?? "") ?? name));
    }
  }
  const shared = [...owners].filter(([, axes]) => axes.size > 1);
  expect(shared).toEqual([]);
});

test("every manifest speaks of facts that exist, and every either/or answer has a template", () => {
  for (const { name, manifest } of templates.templates) {
    const named = [
      ...(manifest.fact === undefined ? [] : [manifest.fact]),
      ...(manifest.provides ?? []),
      ...Object.keys(manifest.files ?? {}).flatMap((names) => names.split("|")),
      ...Object.keys(manifest.packageJson ?? {}),
    ];
    expect(
      named.filter((fact) => axisOf(fact) === undefined),
      name,
    ).toEqual([]);
  }
  const stands = new Set(
    templates.templates.flatMap(({ manifest }) => [manifest.fact, ...(manifest.provides ?? [])]),
  );
  const choices = Object.values(catalogue).flatMap((option) =>
    option.kind === "one" ? Object.keys(option.choices) : [],
  );
  expect(choices.filter((fact) => !stands.has(fact))).toEqual([]);
});

test("a manifest names only files that are there", () => {
  for (const { name, manifest, files } of templates.templates) {
    const entries = Object.values(manifest.files ?? {}).flat();
    const idle = entries.filter((entry) => ![...files.keys()].some((path) => covers(entry, path)));
    expect(idle, name).toEqual([]);
  }
});

test("an app has no file of its own where its base has one", () => {
  for (const app of templates.templates) {
    for (const base of basesOf(app, templates.templates)) {
      const paths = [...base.files.keys()].map((path) => pathIn(app, path));
      const twice = paths.filter((path) => path !== "package.json" && app.files.has(path));
      expect(twice, app.name).toEqual([]);
    }
  }
});

test("what a template carries for running in place is what is baked for all that is on in it", () => {
  for (const { name, manifest, files } of templates.templates) {
    const database = `${manifest.serverRoot ?? "server"}/db`;
    if (manifest.kind === "layer" || !files.has(`${database}/schema/auth.ts`)) continue;
    expect(manifest.provides, name).toBeDefined();
    const everything = bakedName(new Set([...(manifest.provides ?? []), ...features]));
    for (const part of ["schema/auth.ts", "migrations/0000_init.sql"]) {
      const own = files.get(`${database}/${part}`)?.trimEnd();
      expect(own, `${name} ${part}`).toBe(templates.baked?.get(`${everything}/${part}`)?.trimEnd());
    }
  }
});

/** What can be deleted: an app has all of it. */
const features = Object.values(catalogue).flatMap((option) =>
  option.kind === "one" ? [] : factsIn(option),
);

function axisOf(fact: string): string | undefined {
  return Object.entries(catalogue).find(([, option]) => factsIn(option).includes(fact))?.[0];
}
