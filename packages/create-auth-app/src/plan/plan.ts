import type { ProjectFiles } from "../engine/files.ts";
import { type Place, pathsOf } from "../host.ts";
import { type Choices, flagsFor } from "../options/answers.ts";
import { type Answers, catalogue } from "../options/catalogue.ts";
import { type Command, packageManagers } from "../options/package-managers.ts";
import { commandText } from "../options/quote.ts";
import {
  type SwitchName,
  type SwitchValues,
  switchDefaults,
  switchEntries,
} from "../options/switches.ts";
import { collisions, type Target } from "../project/target.ts";
import type { RemoteTemplate } from "../remote/remote-template.ts";
import { gitCommands, insideRepository } from "./git-commands.ts";
import { nothingToStart, ofStranger, scriptsIn } from "./template-scripts.ts";

export type StepId = "install" | "setup" | "verify" | "git";

/** Something that is run in the project after writing. */
export interface PlannedStep {
  id: StepId;
  /** While it runs. */
  doing: string;
  /** When it has run. */
  done: string;
  commands: readonly Command[];
  /** Why it is not run. */
  skipped: string | undefined;
}

/** What will be done, as data. */
export interface Plan {
  target: Target;
  answers: Answers;
  /** Where the files come from instead of from the answers. */
  remote: RemoteTemplate | undefined;
  files: readonly { path: string; bytes: number }[];
  /** What is in the way of the files. */
  colliding: readonly string[];
  steps: readonly PlannedStep[];
  /** Whether it has a development server. */
  startable: boolean;
  /** The directory as `cd` takes it from here, or nothing where one is there already. */
  cd: string | undefined;
  /** The one line that does the same again. */
  again: string;
}

export interface PlanRequest {
  target: Target;
  choices: Choices;
  switches: SwitchValues;
  files: ProjectFiles;
  remote?: RemoteTemplate | undefined;
  place: Pick<Place, "cwd" | "platform">;
}

export function answersFor(choices: Choices, target: Pick<Target, "name">): Answers {
  return { name: target.name, ...choices };
}

export function planOf(request: PlanRequest): Plan {
  const { target, choices, switches, files, remote, place } = request;
  const scripts = remote && scriptsIn(files);
  if (scripts && switches.immediate && !scripts.has("dev")) throw nothingToStart(remote);
  return {
    target,
    answers: answersFor(choices, target),
    remote,
    files: [...files].map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) })),
    colliding: target.entries.length > 0 ? collisions(target.path, files) : [],
    steps: stepsFor(request).map((step) => (scripts ? ofStranger(step, scripts) : step)),
    startable: scripts?.has("dev") ?? true,
    cd: pathFrom(place, target.path),
    again: commandText(againCommand(request), place.platform),
  };
}

function stepsFor({ choices, switches, target, files }: PlanRequest): PlannedStep[] {
  const { pm } = choices;
  const { install, run } = packageManagers[pm];
  const skip = (...needed: SwitchName[]) => {
    const missing = needed.find((name) => !switches[name]);
    return missing && `--no-${missing}`;
  };
  return [
    {
      id: "install",
      doing: `Installing dependencies with ${pm}`,
      done: `Installed dependencies with ${pm}`,
      commands: [install],
      skipped: skip("install"),
    },
    {
      id: "setup",
      doing: "Setting up the database",
      done: "Set up the database",
      commands: [run("setup")],
      skipped: skip("install", "setup"),
    },
    {
      id: "verify",
      doing: "Signing in once, to prove that it works",
      done: "Checked the schema and signed in once: it works",
      commands: [run("verify")],
      skipped: skip("install", "setup", "verify"),
    },
    {
      id: "git",
      doing: "Making the first commit",
      done: "Made the first commit",
      commands: gitCommands(files),
      skipped: skip("git") ?? withoutCommit(target),
    },
  ];
}

/** Why what is at the target already leaves no room for a first commit. */
function withoutCommit({ entries, repository }: Target): string | undefined {
  // What was there before may not be meant for a repository.
  if (entries.length > 0) return "the directory was not empty";
  return repository ? insideRepository : undefined;
}

function pathFrom({ cwd, platform }: PlanRequest["place"], path: string): string | undefined {
  const { isAbsolute, relative } = pathsOf({ platform });
  const way = relative(cwd, path);
  if (way === "") return undefined;
  return way.startsWith("..") || isAbsolute(way) ? path : way;
}

function againCommand({ target, choices, switches, remote }: PlanRequest): Command {
  // How the command is started says which package manager it is.
  const { pm, ...asked } = catalogue;
  const changed = switchEntries.flatMap(([name, { default: on }]) => {
    if (name === "yes" || name === "json" || switches[name] === switchDefaults[name]) return [];
    return [`--${on ? "no-" : ""}${name}`];
  });
  const answers = remote ? ["--template", remote.text] : flagsFor(choices, asked);
  return packageManagers[choices.pm].create([target.typed, ...answers, ...changed, "--yes"]);
}

/** What is left to type: the steps from a failed one on, or those left out by a flag; then `dev`. */
export function commandsFrom(
  plan: Plan,
  failed: StepId | undefined,
  platform: Place["platform"],
): string[] {
  const { run } = packageManagers[plan.answers.pm];
  const at = plan.steps.findIndex(({ id }) => id === failed);
  const left = plan.steps.filter(({ id, skipped }, index) => {
    // Whoever left it out by a flag doesn't want to be told; after a failed step it's still to come.
    if (id === "git" && failed === undefined) return false;
    if (failed !== undefined) return index >= at && (skipped === undefined || id === "setup");
    return skipped !== undefined && id !== "verify";
  });
  const start = plan.startable ? [run("dev")] : [];
  const commands = [...left.flatMap((step) => step.commands), ...start];
  const lines = commands.map((command) => commandText(command, platform));
  if (plan.cd === undefined) return lines;
  // On Windows, `cd` alone stays on the drive where one is.
  const go = platform === "win32" && pathsOf({ platform }).isAbsolute(plan.cd) ? "pushd" : "cd";
  return [commandText([go, plan.cd], platform), ...lines];
}
