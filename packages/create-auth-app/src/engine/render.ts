import { catalogue } from "../options/catalogue.ts";
import { factNames, factsOf } from "../options/facts.ts";
import type { AnyAnswers, Catalogue } from "../options/option.ts";
import { type Files, sortedFiles } from "./files.ts";
import { chooseTemplates, layTemplates } from "./layers.ts";
import { pruneLockfile } from "./lockfile.ts";
import { packageJsonText, parseJsonObject } from "./merge-package-json.ts";
import { leaveOutTables } from "./tables.ts";
import type { Templates } from "./templates.ts";

/** The record of how a project was created, the only trace of this package in it. */
export const recordPath = ".create-auth-app.json";

/**
 * All files of the project for these answers, sorted by path. Pure: the same answers and templates
 * give the same bytes on every machine. `.env` isn't among them, because it contains a secret.
 */
export function render(
  answers: AnyAnswers & { readonly name: string },
  templates: Templates,
  from: Catalogue = catalogue,
): Files {
  const facts = factsOf(answers, from);
  const stack = chooseTemplates(templates, facts);
  const files = layTemplates(stack, facts, factNames(from));

  const packageJson = packageJsonText(
    parseJsonObject("package.json", files.get("package.json") ?? ""),
    answers.name,
  );
  files.set("package.json", packageJson);
  const lockfile = facts.has("npm") ? templates.lockfile : undefined;
  if (lockfile) {
    files.set("package-lock.json", pruneLockfile(lockfile, packageJson));
  }
  leaveOutTables(files, `${stack.app.manifest.serverRoot}/db`, facts);
  files.set(recordPath, `${JSON.stringify({ version: templates.version, answers }, null, 2)}\n`);
  return sortedFiles(files);
}
