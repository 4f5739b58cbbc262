import { catalogue } from "../options/catalogue.ts";
import { factNames, factsOf } from "../options/facts.ts";
import type { AnyAnswers, Catalogue } from "../options/option.ts";
import { checksum } from "./checksum.ts";
import { type Files, sortedFiles } from "./files.ts";
import { chooseTemplates, layTemplates } from "./layers.ts";
import { pruneLockfile } from "./lockfile.ts";
import { packageJsonText, parseJsonObject } from "./merge-package-json.ts";
import { leaveOutTables } from "./tables.ts";
import type { Templates } from "./templates.ts";

/** The record of how a project was created, the only trace of this package in it. */
export const recordPath = ".create-auth-app.json";

/** Installing changes it at once, so a checksum would say nothing. */
const lockfilePath = "package-lock.json";

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
  for (const path of ["README.md", "DEPLOY.md"]) {
    const text = files.get(path);
    if (text) files.set(path, withName(text, answers.name));
  }
  const lockfile = facts.has("npm") ? templates.lockfile : undefined;
  if (lockfile) files.set(lockfilePath, pruneLockfile(lockfile, packageJson));
  leaveOutTables(files, `${stack.app.manifest.serverRoot}/db`, facts);
  const record = { version: templates.version, answers, files: checksums(files) };
  files.set(recordPath, `${JSON.stringify(record, null, 2)}\n`);
  return sortedFiles(files);
}

function checksums(files: Files): Record<string, string> {
  const sums = [...sortedFiles(files)].map(([path, text]) => [path, checksum(text)]);
  return Object.fromEntries(sums.filter(([path]) => path !== lockfilePath));
}

/** In commands, the project's own name; as the title of its README, the one that its pages show. */
function withName(text: string, packageName: string): string {
  const name = packageName.replace(/^@[^/]*\//, "");
  const words = name.replaceAll(/[-_.]+/g, " ").trim();
  const title = `# ${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return text.replace(/^# Your app$/m, () => title).replaceAll("your-app", () => name);
}
