import { resolve } from "node:path";
import { expect, test } from "vitest";
import { chosenCombinations, textsOf, withMarkersRead } from "../../scripts/combinations/check.ts";
import { dependentFiles } from "../../scripts/combinations/dependence.ts";
import { readRepository } from "../../src/engine/read-repository.ts";
import { render } from "../../src/engine/render.ts";
import { catalogue } from "../../src/options/catalogue.ts";
import type { Catalogue, Option } from "../../src/options/option.ts";

// The catalogue as it may become: eight sign-in methods, and twice as many options. Each new method
// is in every file that mentions the password, and each new option in some of the files.
const methods = ["magic-link", "username", "phone"];
const plain = (name: string) => ({ label: name, hint: "" });
const option = { label: "", help: "", asked: false };
const signIn: Option = {
  ...catalogue.signIn,
  choices: {
    ...catalogue.signIn.choices,
    ...Object.fromEntries(methods.map((method) => [method, plain(method)])),
  },
};
const added: Catalogue = {
  ...Object.fromEntries(
    ["theme", "cache", "queue", "storage"].map((flag): [string, Option] => {
      const choices = Object.fromEntries(
        ["none", "a", "b"].map((it) => [`${flag}-${it}`, plain(it)]),
      );
      return [flag, { kind: "one", ...option, flag, choices, default: `${flag}-none` }];
    }),
  ),
  ...Object.fromEntries(
    ["docs", "i18n", "admin", "metrics"].map((flag): [string, Option] => [
      flag,
      { kind: "toggle", ...option, flag, default: false },
    ]),
  ),
};
const from: Catalogue = { ...catalogue, signIn, ...added };

const repository = readRepository(resolve(import.meta.dirname, "../../../.."));
const facts = Object.values(added).flatMap((it) =>
  it.kind === "toggle" ? [it.flag] : Object.keys(it.choices),
);
let files = 0;
const grown = {
  ...repository,
  lockfile: undefined,
  templates: repository.templates.map((template) => ({
    ...template,
    files: new Map([...template.files].map(([path, text]) => [path, text + linesFor(path, text)])),
  })),
};

/** Lines for the new options, as comments, which are the same in all kinds of code. */
function linesFor(path: string, text: string): string {
  if (!/\.tsx?$/.test(path)) return "";
  files += 1;
  const own = files % 10 === 0 ? [facts[(files / 10) % facts.length] ?? ""] : [];
  const names = [...(/@feature \S*password/.test(text) ? methods : []), ...own];
  return names.map((name) => `// ${name} // @feature ${name}\n`).join("");
}

test("with twice as many options, the check takes seconds longer, not hours", () => {
  expect(Object.keys(from)).toHaveLength(2 * Object.keys(catalogue).length);
  const started = performance.now();
  const chosen = chosenCombinations(grown, from);
  const templates = withMarkersRead(grown, from);
  const some = chosen.slice(0, 20);
  const rendering = performance.now();
  for (const answers of some) render({ name: "my-app", ...answers }, templates, from);
  const perProject = (performance.now() - rendering) / some.length;
  const inCode = dependentFiles(grown.templates, from).filter(({ path }) => /\.tsx?$/.test(path));
  const texts = inCode.flatMap((file) => textsOf(file, templates, from)).length;
  const seconds = (performance.now() - started) / 1000;
  const all = Object.values(from).reduce((count, it) => count * numberOfAnswers(it), 1);
  console.log(
    `${chosen.length} projects of ${all} combinations (${perProject.toFixed(1)} ms each), ${texts} texts of code, ${seconds.toFixed(1)} s`,
  );
  expect(chosen.length).toBeLessThan(600);
});

function numberOfAnswers(it: Option): number {
  if (it.kind === "toggle") return 2;
  const values = Object.keys(it.choices).length;
  return it.kind === "one" ? values : 2 ** values - 1;
}
