import { builtinModules } from "node:module";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { allAnswers } from "../../scripts/all-answers.ts";
import { chosenCombinations, textsOf, withMarkersRead } from "../../scripts/combinations/check.ts";
import { dependentFiles, mergedPaths } from "../../scripts/combinations/dependence.ts";
import { chooseTemplates } from "../../src/engine/layers.ts";
import { readRepository } from "../../src/engine/read-repository.ts";
import { render } from "../../src/engine/render.ts";
import { flagsFor } from "../../src/options/answers.ts";
import { catalogue, type ProjectAnswers } from "../../src/options/catalogue.ts";
import { factsOf } from "../../src/options/facts.ts";
import type { AnyAnswers } from "../../src/options/option.ts";
import { idleExports, takenExports } from "./exports.ts";
import { codeOf, packageOf } from "./imports.ts";
import { isCode, isOwn, type Project, projectOf } from "./project.ts";
import { unreachedFiles } from "./reach.ts";

/** Dependencies that no file names, each with the reason for which it is there. */
const neededUnseen: Record<string, string> = {
  "react-dom": "react-router renders with it",
  "@types/node": "the types of Node's own modules",
  node: "the Node.js that the scripts run on",
  tailwindcss: "app.css imports it, and @tailwindcss/vite compiles with it",
};

/** What a dependency is called where it is used, if not by its name. */
const calledOtherwise: Record<string, RegExp> = {
  "@react-router/dev": /react-router (?:dev|build|typegen)/,
  typescript: /\btsc\b/,
  "@biomejs/biome": /biome check/,
  auth: /findPackageJSON\("auth"/,
};

/** Exports that wait for the owner of the app, each with the reason. */
const forLater: Record<string, string> = {
  "services/delivery.ts ATTEMPT_LIMIT_IN_MS": "what an owner's own provider has to observe",
};

/** Written by commands when the project is used, so not among the rendered files. */
const made = /^\.\/\+types\/|^virtual:/;

// Few of all combinations show every three answers together and each text of each file of code.
// Every night, it is all of them: COMBINATIONS=all.
const all = process.env["COMBINATIONS"] === "all";
const repository = readRepository(resolve(import.meta.dirname, "../../../.."));
const templates = withMarkersRead(repository, catalogue);
const chosen = all ? allAnswers() : chosenCombinations(repository, catalogue).map(projectAnswers);
const projects = chosen.map((answers) => projectOf(answers, render(answers, templates)));

/** Every file, with the texts that it can have: each of them, whatever was chosen above. */
const files = dependentFiles(repository.templates, catalogue).map((file) => ({
  ...file,
  texts: textsOf(file, templates, catalogue),
}));

function projectAnswers(answers: AnyAnswers): ProjectAnswers {
  return { name: "my-app", ...answers } as ProjectAnswers;
}

/** Everything that is wrong with any project, once, with the answers of those that have it. */
function problems(inProject: (project: Project) => Iterable<string>): string[] {
  const found = new Map<string, AnyAnswers[]>();
  for (const project of projects) {
    for (const problem of inProject(project)) {
      found.set(problem, [...(found.get(problem) ?? []), project.answers]);
    }
  }
  return inWords(found);
}

/** Everything that is wrong with any text of any file, once. Each text is looked at once. */
function problemsInTexts(inText: (path: string, text: string) => Iterable<string>): string[] {
  const seen = new Set<string>();
  const found = new Map<string, AnyAnswers[]>();
  const look = (path: string, text: string, answers: AnyAnswers) => {
    const key = `${path}\n${text}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (const problem of inText(path, text)) {
      found.set(problem, [...(found.get(problem) ?? []), answers]);
    }
  };
  for (const { path, texts } of files) {
    // What is merged is put in order when all of it is there.
    if (mergedPaths.has(path)) continue;
    for (const { text, answers } of texts) if (text !== undefined) look(path, text, answers);
  }
  for (const { answers, files } of projects) {
    for (const [path, text] of files) look(path, text, answers);
  }
  return inWords(found);
}

function inWords(found: ReadonlyMap<string, readonly AnyAnswers[]>): string[] {
  return [...found].map(([problem, [first = {}, ...others]]) => {
    const flags = flagsFor(first).join(" ");
    return `${problem} (${flags}${others.length > 0 ? ` and ${others.length} more` : ""})`;
  });
}

test(`${projects.length} whole projects, each of them once`, () => {
  expect(projects.length).toBeGreaterThan(20);
  expect(new Set(projects.map(({ answers }) => JSON.stringify(answers))).size).toBe(
    projects.length,
  );
});

test("a file depends on nothing but the facts that its templates name", () => {
  const byKey = new Map(
    files.flatMap(({ app, path, facts, texts }) =>
      texts.map(({ answers, text }) => [keyOf(app, path, facts, answers), text] as const),
    ),
  );
  const byPath = new Map(files.map((file) => [`${file.app} ${file.path}`, file]));
  const made = new Set([".create-auth-app.json", "package-lock.json", "package.json"]);
  const different = problems(function* ({ answers, files }) {
    const app = chooseTemplates(templates, factsOf(answers)).app.name;
    for (const [path, text] of files) {
      if (made.has(path)) continue;
      const file = byPath.get(`${app} ${path}`);
      if (!file || byKey.get(keyOf(app, path, file.facts, answers)) !== text) yield path;
    }
  });
  expect(different).toEqual([]);
});

function keyOf(app: string, path: string, facts: ReadonlySet<string>, answers: AnyAnswers) {
  const on = factsOf(answers);
  return [app, path, ...[...facts].filter((fact) => on.has(fact)).sort()].join("\n");
}

test("gives the same bytes again, sorted by path", () => {
  const different = problems(function* ({ answers, files, paths }) {
    const again = render(answers, templates);
    if (again.size !== files.size) yield "another number of files";
    for (const [path, text] of again) if (files.get(path) !== text) yield path;
    if (String(paths) !== String([...paths].sort())) yield "not sorted";
  });
  expect(different).toEqual([]);
});

test("leaves nothing of the engine behind", () => {
  const secret = /^\.env$|\.db$|(?:^|\/)(?:node_modules|build|dist|\.data|\.react-router)\//;
  const left = problemsInTexts(function* (path, text) {
    if (path.endsWith("template.json") || secret.test(path)) yield path;
    if (/@feature(?![\w-])|(?<![\w@.])@end\b/.test(text)) yield `a marker in ${path}`;
  });
  expect(left).toEqual([]);
});

test("reads as if written by hand: no empty file, no gap left behind", () => {
  const clumsy = problemsInTexts(function* (path, text) {
    // Yarn needs it, empty, to see a project of its own inside a folder with a package.json.
    if (path === "yarn.lock") return;
    if (text.trim() === "") yield `${path} is empty`;
    if (text.includes("\r")) yield `${path} has carriage returns`;
    if (!text.endsWith("\n")) yield `${path} does not end its last line`;
    if (text.startsWith("\n") || text.includes("\n\n\n")) yield `${path} has a gap`;
  });
  expect(clumsy).toEqual([]);
});

test("has valid JSON", () => {
  const invalid = problemsInTexts(function* (path, text) {
    if (path.endsWith(".json") && !isJson(text)) yield path;
  });
  expect(invalid).toEqual([]);
});

test("imports only files that are there", () => {
  const dangling = problems(function* ({ code, fileOf }) {
    for (const [path, { imports }] of code) {
      for (const { from } of imports) {
        if (!isOwn(from) || made.test(from) || fileOf(from, path) !== undefined) continue;
        yield `${path} imports ${from}`;
      }
    }
  });
  expect(dangling).toEqual([]);
});

test("imports nothing that it does not use", () => {
  const unused = problemsInTexts(function* (path, text) {
    if (!isCode(path)) return;
    for (const name of codeOf(path, text).unused) yield `${path}: ${name}`;
  });
  expect(unused).toEqual([]);
});

test("has no file of code that nothing leads to", () => {
  expect(problems(unreachedFiles)).toEqual([]);
});

test("exports nothing that only what was left out had a use for", () => {
  const taken = new Map(projects.map((project) => [project, takenExports(project)]));
  const everTaken = new Set([...taken.values()].flatMap((names) => [...names]));
  const idle = problems((project) =>
    idleExports(project, taken.get(project) ?? new Set()).filter(
      (name) => everTaken.has(name) && !(name.replace(/^[^/]+\//, "") in forLater),
    ),
  );
  expect(idle).toEqual([]);
});

test("imports only packages that it declares", () => {
  const missing = problems(function* ({ code, packageJson }) {
    const declared = declaredIn(packageJson);
    for (const [path, { imports }] of code) {
      for (const { from } of imports) {
        if (isOwn(from) || made.test(from)) continue;
        const name = packageOf(from);
        if (name.startsWith("node:") || builtinModules.includes(name)) continue;
        if (!declared.has(name)) yield `${path} imports ${name}`;
      }
    }
  });
  expect(missing).toEqual([]);
});

test("declares only packages that it uses", () => {
  const unused = problems(({ code, files, packageJson }) => {
    const declared = declaredIn(packageJson);
    const imported = new Set(
      code.flatMap(([, { imports }]) => imports.map(({ from }) => packageOf(from))),
    );
    const elsewhere = [
      ...Object.values(packageJson.scripts),
      ...[...files]
        .filter(([path]) => /tsconfig|\.config\.|^scripts\//.test(path))
        .map(([, text]) => text),
    ].join("\n");
    return [...declared].filter((name) => {
      const typed = name.startsWith("@types/") && declared.has(name.slice(7));
      if (imported.has(name) || typed || name in neededUnseen) return false;
      return !(calledOtherwise[name] ?? wordOf(name)).test(elsewhere);
    });
  });
  expect(unused).toEqual([]);
});

test("pins every dependency", () => {
  const loose = problems(function* ({ packageJson: { dependencies, devDependencies } }) {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) yield `${name} ${version}`;
    }
  });
  expect(loose).toEqual([]);
});

test("has the record, the schema and one first migration", () => {
  const wrong = problems(function* ({ answers, files, paths }) {
    const record = { version: templates.version, answers };
    if (files.get(".create-auth-app.json") !== `${JSON.stringify(record, null, 2)}\n`)
      yield "the record";
    const { app } = chooseTemplates(templates, factsOf(answers));
    const database = `${app.manifest.serverRoot}/db`;
    if (!files.get(`${database}/schema/auth.ts`)?.includes("export const user")) yield "schema";
    const migrations = paths.filter((path) => path.startsWith(`${database}/migrations/`));
    if (String(migrations) !== String(migrationsIn(database))) yield String(migrations);
  });
  expect(wrong).toEqual([]);
});

test("has the tables of its features and no others", () => {
  const wrong = problems(function* ({ answers, files, paths }) {
    const schema = paths.find((path) => path.endsWith("db/schema/auth.ts")) ?? "";
    if (/\btwoFactor\b/.test(files.get(schema) ?? "") !== answers.twoFactor) yield schema;
  });
  expect(wrong).toEqual([]);
});

test("has the settings of its package manager and of no other", () => {
  const settings = { npm: "package-lock.json", pnpm: "pnpm-workspace.yaml", yarn: ".yarnrc.yml" };
  const fields = { npm: "allowScripts", yarn: "dependenciesMeta", bun: "trustedDependencies" };
  const wrong = problems(function* ({ answers, files, packageJson }) {
    for (const [pm, path] of Object.entries(settings))
      if (files.has(path) !== (answers.pm === pm)) yield path;
    for (const [pm, field] of Object.entries(fields))
      if (field in packageJson !== (answers.pm === pm)) yield field;
    if ("node" in packageJson.devDependencies !== answers.pinNode) yield "node";
  });
  expect(wrong).toEqual([]);
});

function declaredIn({ dependencies, devDependencies }: Project["packageJson"]): Set<string> {
  return new Set(Object.keys({ ...dependencies, ...devDependencies }));
}

function wordOf(name: string): RegExp {
  return new RegExp(`(?<![\\w@/-])${name.replaceAll(".", "\\.")}(?![\\w-])`);
}

function migrationsIn(database: string): string[] {
  const names = ["0000_init.sql", "meta/0000_snapshot.json", "meta/_journal.json"];
  return names.map((name) => `${database}/migrations/${name}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
