import { layTemplates, pathIn } from "../../src/engine/layers.ts";
import { readMarkers } from "../../src/engine/markers.ts";
import type { RepositoryTemplates } from "../../src/engine/read-repository.ts";
import { isGenerated, leaveOutTables } from "../../src/engine/tables.ts";
import type { Template, Templates } from "../../src/engine/templates.ts";
import { factNames, factsOf } from "../../src/options/facts.ts";
import type { AnyAnswers, Catalogue } from "../../src/options/option.ts";
import { answersShowing, cover, everyCombination, everyFew, variablesOf } from "./cover.ts";
import { type DependentFile, dependentFiles, mergedPaths } from "./dependence.ts";

/** Each fact doubles the texts of a file. Files with more are checked by `textsOf` alone. */
const MOST_TEXTS = 16;

/**
 * The combinations that are rendered as whole projects. Every three answers are in one of them, and
 * so is each text of each code file of every app, unless there are more than `MOST_TEXTS`. Prose
 * says nothing about other files and has more texts than all of these: see `textsOf`.
 */
export function chosenCombinations(
  { templates }: RepositoryTemplates,
  from: Catalogue,
): AnyAnswers[] {
  const variables = variablesOf(from);
  const ofFiles = dependentFiles(templates, from)
    .filter(({ path }) => !path.endsWith(".md") && !mergedPaths.has(path))
    .map(({ facts, app }) => new Set([...facts, ...factOf(app, templates)]));
  const sets = new Map(ofFiles.map((facts) => [[...facts].sort().join(), facts]));
  const wishes = [...sets.values()]
    .map((facts) => everyCombination(facts, variables))
    .filter((texts) => texts.length <= MOST_TEXTS);
  return cover([...wishes.flat(), ...everyFew(3, variables)], variables, from);
}

/** A text that a file has for some answers; `undefined` if the file isn't there. */
export interface ShownText {
  answers: AnyAnswers;
  text: string | undefined;
}

/** The text of a file for every combination of the facts on which it depends. */
export function textsOf(
  file: DependentFile,
  { templates }: Pick<Templates, "templates">,
  from: Catalogue,
): ShownText[] {
  const app = templates.find(({ name }) => name === file.app);
  if (!app) throw new Error(`templates/${file.app} does not exist`);
  const own = file.sources.flatMap((name) => {
    const template = templates.find((other) => other.name === name);
    return template ? [onlyFile(template, file.path, app)] : [];
  });
  const ownApp = own.find(({ name }) => name === app.name) ?? app;
  const variables = variablesOf(from);
  const known = factNames(from);
  const appFacts = factOf(file.app, templates);
  return everyCombination(new Set([...file.facts, ...appFacts]), variables).flatMap((wish) => {
    const answers = answersShowing(wish, variables, from);
    const facts = answers && factsOf(answers, from);
    if (!facts || !appFacts.every((fact) => facts.has(fact))) return [];
    const laid = own.filter(
      ({ manifest: { kind, fact } }) => kind !== "layer" || facts.has(fact ?? ""),
    );
    const files = layTemplates({ app: ownApp, templates: laid }, facts, known);
    const database = `${app.manifest.serverRoot}/db`;
    if (isGenerated(file.path, database)) leaveOutTables(files, database, facts);
    return [{ answers, text: files.get(file.path) }];
  });
}

/** The templates, with their markers parsed once instead of for each project. */
export function withMarkersRead(templates: RepositoryTemplates, from: Catalogue): Templates {
  const known = factNames(from);
  return {
    ...templates,
    templates: templates.templates.map((template) => ({
      ...template,
      files: new Map(
        [...template.files].map(([path, text]) => [
          path,
          readMarkers(`${template.name}/${path}`, text, known),
        ]),
      ),
    })),
  };
}

function onlyFile(template: Template, path: string, app: Template): Template {
  const isIt = (own: string) => (template.name === app.name ? own : pathIn(app, own)) === path;
  return { ...template, files: new Map([...template.files].filter(([own]) => isIt(own))) };
}

function factOf(app: string, templates: readonly Pick<Template, "name" | "manifest">[]): string[] {
  const fact = templates.find(({ name }) => name === app)?.manifest.fact;
  return fact === undefined ? [] : [fact];
}
