import { type ProjectFiles, textOf } from "../engine/files.ts";
import { isObject, parseJsonObject } from "../engine/merge-package-json.ts";
import { exitCodes, UserError } from "../errors.ts";
import type { RemoteTemplate } from "../remote/remote-template.ts";
import type { PlannedStep } from "./plan.ts";

/** The names of the scripts that a project's package.json has. */
export function scriptsIn(files: ProjectFiles): ReadonlySet<string> {
  const { scripts } = parseJsonObject("package.json", textOf(files.get("package.json")));
  return new Set(isObject(scripts) ? Object.keys(scripts) : []);
}

/** A step as it is for a project of a stranger: what its scripts do is not known here. */
export function ofStranger(step: PlannedStep, scripts: ReadonlySet<string>): PlannedStep {
  const { id } = step;
  if (id !== "setup" && id !== "verify") return step;
  if (!scripts.has(id)) {
    const skipped = step.skipped ?? "package.json has no script of that name";
    return { ...step, commands: [], skipped };
  }
  return { ...step, doing: `Running its ${id} script`, done: `Ran its ${id} script` };
}

export function nothingToStart({ text }: RemoteTemplate): UserError {
  return new UserError(`${text} cannot be started: its package.json has no script "dev".`, {
    code: "remote-template-refused",
    hint: "Leave out --immediate.",
    exitCode: exitCodes.failed,
  });
}
