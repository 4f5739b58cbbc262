import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Files } from "../src/engine/files.ts";
import { chooseTemplates } from "../src/engine/layers.ts";
import { render } from "../src/engine/render.ts";
import type { Templates } from "../src/engine/templates.ts";
import type { ProjectAnswers } from "../src/options/catalogue.ts";
import { factsOf } from "../src/options/facts.ts";
import { borrowPackages, installedPackages } from "./borrow-packages.ts";

/**
 * Writes the project for these answers into a folder outside the workspace, which borrows the
 * installed packages of its templates. Returns its files.
 */
export function writeBorrowedProject(
  project: string,
  answers: ProjectAnswers,
  templates: Templates,
  root: string,
): Files {
  const files = render(answers, templates);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const stack = chooseTemplates(templates, factsOf(answers));
  borrowPackages(join(project, "node_modules"), installedPackages(stack, root));
  return files;
}
