import { builtinModules } from "node:module";
import { posix, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { allAnswers } from "../../scripts/all-answers.ts";
import { bakedName } from "../../src/engine/baked.ts";
import { chooseTemplates } from "../../src/engine/layers.ts";
import { readRepository } from "../../src/engine/read-repository.ts";
import { render } from "../../src/engine/render.ts";
import { catalogue, factsOf } from "../../src/options.ts";
import { importsOf, packageOf, resolves } from "./imports.ts";

/** Dependencies that no file names, each with the reason for which it is there. */
const neededUnseen: Record<string, string> = {
  "react-dom": "react-router renders with it",
  "@types/node": "the types of Node's own modules",
  node: "the Node.js that the scripts run on",
  tailwindcss: "app.css imports it, and @tailwindcss/vite compiles with it",
};

/** Written by commands when the project is used, so not among the rendered files. */
const made = /^\.\/\+types\/|^virtual:/;

const templates = readRepository(resolve(import.meta.dirname, "../../../.."));

for (const answers of allAnswers()) {
  describe(Object.values(answers).join(" "), () => {
    const files = render(answers, templates);
    const paths = [...files.keys()];
    const code = [...files].filter(([path]) => /\.(?:[cm]?[jt]sx?|css)$/.test(path));
    const json = JSON.parse(files.get("package.json") ?? "");
    const declared = Object.keys({ ...json.dependencies, ...json.devDependencies });

    test("gives the same bytes again, sorted by path", () => {
      expect([...render(answers, templates)]).toEqual([...files]);
      expect(paths).toEqual([...paths].sort());
    });

    test("leaves nothing of the engine behind", () => {
      expect(paths.filter((path) => path.endsWith("template.json"))).toEqual([]);
      const marked = [...files].filter(([, text]) => /@feature\b|(?<![\w@.])@end\b/.test(text));
      expect(marked.map(([path]) => path)).toEqual([]);
      const secret = /^\.env$|\.db$|(?:^|\/)(?:node_modules|build|dist|\.data|\.react-router)\//;
      expect(paths.filter((path) => secret.test(path))).toEqual([]);
    });

    test("reads as if written by hand: no empty file, no gap left behind", () => {
      for (const [path, text] of files) {
        // Yarn needs it, empty, to see a project of its own inside a folder with a package.json.
        if (path === "yarn.lock") continue;
        expect(text.trim(), path).not.toBe("");
        expect(text, path).not.toContain("\r");
        expect(text.endsWith("\n"), path).toBe(true);
        expect(text, path).not.toMatch(/\n\n\n/);
        expect(text.startsWith("\n"), path).toBe(false);
      }
    });

    test("has valid JSON", () => {
      for (const path of paths.filter((path) => path.endsWith(".json"))) {
        expect(() => JSON.parse(files.get(path) ?? ""), path).not.toThrow();
      }
    });

    test("imports only files that are there", () => {
      const dangling = code.flatMap(([path, text]) =>
        importsOf(text)
          .filter((name) => /^(?:\.{1,2}\/|~\/)/.test(name) && !made.test(name))
          .filter((name) => !resolves(name, posix.dirname(path), files))
          .map((name) => `${path} imports ${name}`),
      );
      expect(dangling).toEqual([]);
    });

    test("imports only packages that it declares", () => {
      const missing = code.flatMap(([path, text]) =>
        importsOf(text)
          .filter((name) => /^[@\w]/.test(name) && !made.test(name))
          .map(packageOf)
          .filter((name) => !name.startsWith("node:") && !builtinModules.includes(name))
          .filter((name) => !declared.includes(name))
          .map((name) => `${path} imports ${name}`),
      );
      expect(missing).toEqual([]);
    });

    test("declares only packages that it uses", () => {
      const imported = new Set(code.flatMap(([, text]) => importsOf(text).map(packageOf)));
      const elsewhere = [
        ...Object.values<string>(json.scripts),
        ...[...files]
          .filter(([path]) => /tsconfig|\.config\.|^scripts\//.test(path))
          .map(([, text]) => text),
      ].join("\n");
      const commands: Record<string, RegExp> = {
        "@react-router/dev": /react-router (?:dev|build|typegen)/,
        typescript: /\btsc\b/,
        auth: /node_modules\/auth\//,
      };
      const unused = declared.filter((name) => {
        const pattern =
          commands[name] ?? new RegExp(`(?<![\\w@/-])${name.replaceAll(".", "\\.")}(?![\\w-])`);
        const typed = name.startsWith("@types/") && declared.includes(name.slice(7));
        return !imported.has(name) && !pattern.test(elsewhere) && !typed && !(name in neededUnseen);
      });
      expect(unused).toEqual([]);
    });

    test("pins every dependency", () => {
      const ranges = Object.entries({ ...json.dependencies, ...json.devDependencies });
      expect(
        ranges.filter(([, range]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(String(range))),
      ).toEqual([]);
    });

    test("has the record, the schema and one first migration", () => {
      expect(JSON.parse(files.get(".create-auth-app.json") ?? "")).toEqual({
        version: templates.version,
        answers,
      });
      const [{ manifest }] = chooseTemplates(templates, factsOf(answers, catalogue));
      const database = `${manifest.serverRoot}/db`;
      expect(files.get(`${database}/schema/auth.ts`)).toContain("export const user");
      const migrations = paths.filter((path) => path.startsWith(`${database}/migrations/`));
      expect(migrations).toEqual([
        `${database}/migrations/0000_init.sql`,
        `${database}/migrations/meta/0000_snapshot.json`,
        `${database}/migrations/meta/_journal.json`,
      ]);
    });

    test("has the settings of its package manager and of no other", () => {
      const settings = {
        npm: "package-lock.json",
        pnpm: "pnpm-workspace.yaml",
        yarn: ".yarnrc.yml",
      };
      for (const [pm, path] of Object.entries(settings)) {
        expect(files.has(path), path).toBe(answers.pm === pm);
      }
      const fields = { npm: "allowScripts", yarn: "dependenciesMeta", bun: "trustedDependencies" };
      for (const [pm, field] of Object.entries(fields)) {
        expect(field in json, field).toBe(answers.pm === pm);
      }
      expect("node" in json.devDependencies).toBe(answers.pinNode);
    });
  });
}

test("no two layers own the same file", () => {
  const owners = new Map<string, Set<string>>();
  for (const { name, manifest, files } of templates.templates) {
    if (manifest.kind === "app") continue;
    for (const path of files.keys()) {
      if (path === "package.json" || path === ".env.example") continue;
      owners.set(path, (owners.get(path) ?? new Set()).add(axisOf(manifest.fact) ?? name));
    }
  }
  const shared = [...owners].filter(([, axes]) => axes.size > 1);
  expect(shared).toEqual([]);
});

test("every manifest speaks of facts that exist, and every either/or answer has a template", () => {
  for (const { name, manifest } of templates.templates) {
    const named = [
      manifest.fact,
      ...(manifest.provides ?? []),
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

test("what the template carries for running in place is what is baked for it", () => {
  for (const { manifest, files } of templates.templates) {
    if (manifest.kind !== "app") continue;
    const everything = bakedName(new Set(manifest.provides));
    for (const part of ["schema/auth.ts", "migrations/0000_init.sql"]) {
      const own = files.get(`${manifest.serverRoot}/db/${part}`)?.trimEnd();
      expect(templates.baked?.get(`${everything}/${part}`)?.trimEnd(), part).toBe(own);
    }
  }
});

function axisOf(fact: string): string | undefined {
  return Object.entries(catalogue).find(([, option]) =>
    option.kind === "toggle" ? option.flag === fact : Object.hasOwn(option.choices, fact),
  )?.[0];
}
