import { type ProjectFiles, textOf } from "../engine/files.ts";
import { isObject, parseJsonObject } from "../engine/merge-package-json.ts";
import type { Answers } from "../options/catalogue.ts";
import { type Command, packageManagers } from "../options/package-managers.ts";
import type { SwitchValues } from "../options/switches.ts";
import { envPath } from "../project/env-file.ts";
import type { Target } from "../project/target.ts";

export type StepId = "install" | "typecheck" | "setup" | "verify" | "git";

/** Something that is run in the project after writing. */
export interface PlannedStep {
  id: StepId;
  /** Shown while it runs. */
  doing: string;
  /** Shown when it has run. */
  done: string;
  commands: readonly Command[];
  skipped: Skipped | undefined;
}

/** Why a step is skipped. */
export interface Skipped {
  reason: string;
  /** The reason is a flag, so the user knows already. */
  byFlag: boolean;
}

export interface StepsRequest {
  target: Pick<Target, "entries" | "repository">;
  answers: Pick<Answers, "pm">;
  switches: SwitchValues;
  files: ProjectFiles;
}

/** The steps for a project of our templates. */
export function planSteps({
  answers: { pm },
  switches,
  target,
  files,
}: StepsRequest): PlannedStep[] {
  const { run } = packageManagers[pm];
  const unless = skippedUnless(switches);
  return [
    installStep(pm, unless("install")),
    {
      id: "setup",
      doing: "Setting up the database",
      done: "Set up the database",
      commands: [run("setup")],
      skipped: unless("install", "setup"),
    },
    verifyStep(pm, unless("install", "setup", "verify")),
    {
      id: "git",
      doing: "Creating the first commit",
      done: "Created the first commit",
      commands: gitCommands(files),
      skipped: unless("git") ?? noRoomForCommit(target),
    },
  ];
}

/** Says which of the switches that a step needs is off. Undefined if all of them are on. */
export function skippedUnless<Name extends string>(switches: Readonly<Record<Name, boolean>>) {
  return (...needed: Name[]): Skipped | undefined => {
    const missing = needed.find((name) => !switches[name]);
    return missing && { reason: `--no-${missing}`, byFlag: true };
  };
}

export function installStep(pm: Answers["pm"], skipped: Skipped | undefined): PlannedStep {
  return {
    id: "install",
    doing: `Installing dependencies with ${pm}`,
    done: `Installed dependencies with ${pm}`,
    commands: [packageManagers[pm].install],
    skipped,
  };
}

export function verifyStep(pm: Answers["pm"], skipped: Skipped | undefined): PlannedStep {
  return {
    id: "verify",
    doing: "Running a test sign-in",
    done: "Test sign-in passed",
    commands: [packageManagers[pm].run("verify")],
    skipped,
  };
}

/** The names of the scripts in a project's package.json. */
export function scriptsIn(files: ProjectFiles): ReadonlySet<string> {
  const { scripts } = parseJsonObject("package.json", textOf(files.get("package.json")));
  return new Set(isObject(scripts) ? Object.keys(scripts) : []);
}

/** The step adjusted for a remote template: what its scripts do is not known here. */
export function adjustForRemote(step: PlannedStep, scripts: ReadonlySet<string>): PlannedStep {
  const { id } = step;
  if (id !== "setup" && id !== "verify") return step;
  if (scripts.has(id))
    return { ...step, doing: `Running its ${id} script`, done: `Ran its ${id} script` };
  const missing = { reason: "package.json has no script with that name", byFlag: false };
  return { ...step, commands: [], skipped: step.skipped ?? missing };
}

export const insideRepository = "the directory is already in a repository";

/** Why there is no first commit, if the directory rules it out. */
function noRoomForCommit({ entries, repository }: StepsRequest["target"]): Skipped | undefined {
  // Files that were already there may not be meant for a repository.
  if (entries.length > 0) return { reason: "the directory wasn't empty", byFlag: false };
  return repository ? { reason: insideRepository, byFlag: false } : undefined;
}

/**
 * What turns these files into a repository with a first commit. The commands shown are the ones
 * that run.
 */
export function gitCommands(files: ProjectFiles): readonly Command[] {
  return [
    // The branch that the project's workflow runs on.
    ["git", "init", "--initial-branch=main"],
    ["git", "add", "--all"],
    // A remote template may not ignore its secret.
    ...(files.has(envPath) && !ignoresEnv(files)
      ? [["git", "rm", "--cached", "--quiet", "--ignore-unmatch", envPath] as const]
      : []),
    // A key with a passphrase, or a hook of the user, would wait for input that no one sees.
    ["git", "commit", "--no-gpg-sign", "--no-verify", "--message", "Initial commit"],
  ];
}

/** As git reads it: the last matching line counts. More complicated patterns are ignored. */
function ignoresEnv(files: ProjectFiles): boolean {
  const lines = textOf(files.get(".gitignore"))
    .split("\n")
    .map((line) => line.trim());
  const last = lines.findLast((line) => matchesEnv(line.replace(/^!?\/?/, "")));
  return last !== undefined && !last.startsWith("!");
}

function matchesEnv(pattern: string): boolean {
  if (!/^[\w.*-]+$/.test(pattern)) return false;
  const expression = pattern.replaceAll(".", "\\.").replaceAll("*", ".*");
  return new RegExp(`^${expression}$`).test(envPath);
}
