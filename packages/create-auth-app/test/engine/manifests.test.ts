import { resolve } from "node:path";
import { expect, test } from "vitest";
import { basesOf, covers, pathIn } from "../../src/engine/layers.ts";
import { readRepository } from "../../src/engine/read-repository.ts";
import { isGenerated, ownedTables } from "../../src/engine/tables.ts";
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

test("every manifest names facts that exist, and every either/or answer has a template", () => {
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

test("a manifest names only files that exist", () => {
  for (const { name, manifest, files } of templates.templates) {
    const entries = Object.values(manifest.files ?? {}).flat();
    const idle = entries.filter((entry) => ![...files.keys()].some((path) => covers(entry, path)));
    expect(idle, name).toEqual([]);
  }
});

test("an app and its base have no file in common", () => {
  for (const app of templates.templates) {
    for (const base of basesOf(app, templates.templates)) {
      const paths = [...base.files.keys()].map((path) => pathIn(app, path));
      const twice = paths.filter((path) => path !== "package.json" && app.files.has(path));
      expect(twice, app.name).toEqual([]);
    }
  }
});

test("every database has its own schema and first migration", () => {
  const generated = ["0000_init.sql", "meta/0000_snapshot.json", "meta/_journal.json"];
  const wanted = [
    ...generated.map((name) => `server/db/migrations/${name}`),
    "server/db/schema/auth.ts",
  ];
  for (const database of Object.keys(catalogue.database.choices)) {
    const owner = templates.templates.find(
      ({ manifest }) => manifest.fact === database || manifest.provides?.includes(database),
    );
    const paths = [...(owner?.files.keys() ?? [])];
    expect(paths.filter((path) => isGenerated(path, "server/db"))).toEqual(wanted);
  }
});

test("tables belong to facts that exist", () => {
  const names = Object.keys(ownedTables).flatMap((names) => names.split("|"));
  expect(names.filter((fact) => axisOf(fact) === undefined)).toEqual([]);
});

function axisOf(fact: string): string | undefined {
  return Object.entries(catalogue).find(([, option]) => factsIn(option).includes(fact))?.[0];
}
