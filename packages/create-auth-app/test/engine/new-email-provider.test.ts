import { resolve } from "node:path";
import { expect, test } from "vitest";
import { chosenCombinations, withMarkersRead } from "../../scripts/combinations/check.ts";
import { cover, everyFew, variablesOf } from "../../scripts/combinations/cover.ts";
import { dependentFiles } from "../../scripts/combinations/dependence.ts";
import { readRepository } from "../../src/engine/read-repository.ts";
import { render } from "../../src/engine/render.ts";
import { type Answers, catalogue } from "../../src/options/catalogue.ts";
import type { Catalogue, Choice } from "../../src/options/option.ts";
import { isOwn, projectOf } from "./project.ts";
import { unreachedFiles } from "./reach.ts";

// CONTRIBUTING's recipe for a new email provider: a copy of templates/email-resend and one line.
const name = "pigeon";
const line: Choice = { label: "Pigeon", hint: "by air", gives: ["mail-service", "mail-api"] };

const repository = readRepository(resolve(import.meta.dirname, "../../../.."));
const resend = repository.templates.find(({ manifest }) => manifest.fact === "resend");
const folder = {
  name: `email-${name}`,
  manifest: { kind: "layer" as const, fact: name },
  files: new Map(
    [...(resend?.files ?? [])].map(([path, text]) => [
      path,
      text.replaceAll("RESEND", "PIGEON").replaceAll("Resend", "Pigeon").replaceAll("resend", name),
    ]),
  ),
};
const from: Catalogue = {
  ...catalogue,
  email: { ...catalogue.email, choices: { ...catalogue.email.choices, [name]: line } },
};
const all = { ...repository, templates: [...repository.templates, folder], lockfile: undefined };
const templates = withMarkersRead(all, from);

const variables = variablesOf(from);
const projects = cover(everyFew(3, variables), variables, from)
  .filter(({ email }) => email === name)
  .map((answers) => {
    const files = render({ name: "my-app", ...answers }, templates, from);
    return projectOf({ name: "my-app", ...(answers as unknown as Answers) }, files);
  });

test("a new provider is a folder and a line, and every kind of project can have it", () => {
  expect(projects.length).toBeGreaterThan(10);
  for (const project of projects) {
    expect(project.files.get(".env.example")).toContain("PIGEON_API_KEY=");
    expect(project.packageJson.devDependencies).toHaveProperty(name);
    const dangling = project.code.flatMap(([path, { imports }]) =>
      imports
        .filter(({ from }) => isOwn(from) && !/^\.\/\+types\/|^virtual:/.test(from))
        .filter(({ from }) => project.fileOf(from, path) === undefined)
        .map(({ from }) => `${path} imports ${from}`),
    );
    expect(dangling).toEqual([]);
    expect(project.code.flatMap(([, { unused }]) => unused)).toEqual([]);
    expect(unreachedFiles(project)).toEqual([]);
    // The texts about providers that send are there.
    expect(project.files.get("README.md")).toContain("the provider you chose");
    // Its tests need an email that lets its reader in.
    const isTested = project.files.has("test/email-provider.test.ts");
    expect(project.files.has("test/support/secret-email.ts")).toBe(isTested);
  }
});

test("a new provider leads to the same project as another, except for their own files", () => {
  const own = new Set([...folder.files.keys(), ".create-auth-app.json"]);
  for (const { answers, files, paths } of projects) {
    const other = render({ ...answers, email: "resend" }, templates, from);
    const ofFolder = (path: string) => own.has(path.replace(/^app\//, "server/"));
    expect(paths).toEqual([...other.keys()]);
    const different = paths.filter((path) => files.get(path) !== other.get(path));
    expect(different.filter((path) => !ofFolder(path))).toEqual([]);
  }
});

test("no template names a provider, except the provider's own", () => {
  const providers = Object.entries<Choice>(catalogue.email.choices)
    .filter(([, { gives }]) => gives?.includes("mail-service"))
    .map(([provider]) => provider);
  expect(providers.length).toBeGreaterThan(2);
  const naming = dependentFiles(repository.templates, catalogue).flatMap(
    ({ path, facts, sources }) => {
      const foreign = providers
        .filter((provider) => facts.has(provider))
        .filter((provider) => !sources.some((source) => isLayerOf(source, provider)));
      return foreign.map((provider) => `${path} names ${provider}: name what it gives instead`);
    },
  );
  expect(naming).toEqual([]);
  const variables = repository.templates
    .filter(({ manifest }) => providers.includes(manifest.fact ?? ""))
    .flatMap(({ files }) => files.get(".env.example")?.match(/^[A-Z_]+(?==)/gm) ?? [])
    .filter((variable) => variable !== "EMAIL_FROM");
  expect(variables).toContain("RESEND_API_KEY");
  const words = repository.templates
    .filter(({ manifest }) => !providers.includes(manifest.fact ?? ""))
    .flatMap(({ name, files }) =>
      [...files].flatMap(([path, text]) =>
        variables.filter((it) => text.includes(it)).map((it) => `${name}/${path} names ${it}`),
      ),
    );
  expect(words).toEqual([]);
});

test("a new provider adds no more than a few projects to check", () => {
  const now = chosenCombinations(repository, catalogue).length;
  expect(chosenCombinations(all, from).length).toBeLessThan(now * 1.5);
});

function isLayerOf(template: string, provider: string): boolean {
  const found = repository.templates.find(({ name }) => name === template);
  return found?.manifest.kind === "layer" && found.manifest.fact === provider;
}
