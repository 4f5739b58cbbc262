import type { ProjectFiles } from "../engine/files.ts";
import { exitCodes, UserError } from "../errors.ts";
import { type Host, pathsOf } from "../host.ts";
import { flagsFor } from "../options/answers.ts";
import { type Answers, optionsWhere, type ProjectAnswers } from "../options/catalogue.ts";
import { type Command, commandText, packageManagers } from "../options/package-managers.ts";
import { type SwitchValues, switchDefaults, switchEntries } from "../options/switches.ts";
import { collisions, type Target } from "../project/target.ts";
import type { RemoteTemplate } from "../remote/remote-template.ts";
import {
  adjustForRemote,
  type PlannedStep,
  planSteps,
  type StepId,
  scriptsIn,
} from "./planned-steps.ts";

/** What will be done, as data. */
export interface Plan {
  target: Target;
  answers: ProjectAnswers;
  /** Where the files come from, if not from the answers. */
  remote: RemoteTemplate | undefined;
  files: readonly { path: string; bytes: number }[];
  /** Existing files that are in the way. */
  colliding: readonly string[];
  steps: readonly PlannedStep[];
  /** Whether it has a development server. */
  startable: boolean;
  /** The directory as `cd` takes it from here, or undefined if it is the current one. */
  cd: string | undefined;
  /** The command that repeats this setup. */
  again: string;
}

export interface PlanRequest {
  target: Target;
  answers: Answers;
  switches: SwitchValues;
  files: ProjectFiles;
  remote?: RemoteTemplate | undefined;
  host: Pick<Host, "cwd" | "platform">;
}

export function makePlan(request: PlanRequest): Plan {
  const { target, answers, switches, files, remote, host } = request;
  const scripts = remote && scriptsIn(files);
  if (scripts && switches.immediate && !scripts.has("dev")) throw nothingToStart(remote);
  const steps = planSteps(request);
  return {
    target,
    answers: { name: target.name, ...answers },
    remote,
    files: [...files].map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) })),
    colliding: target.entries.length > 0 ? collisions(target.path, files) : [],
    steps: scripts ? steps.map((step) => adjustForRemote(step, scripts)) : steps,
    startable: scripts?.has("dev") ?? true,
    cd: pathFrom(host, target.path),
    again: commandText(againCommand(request), host.platform),
  };
}

function nothingToStart({ text }: RemoteTemplate): UserError {
  return new UserError(`${text} can't be started: its package.json has no script "dev".`, {
    code: "remote-template-refused",
    hint: "Leave out --immediate.",
    exitCode: exitCodes.failed,
  });
}

function pathFrom({ cwd, platform }: PlanRequest["host"], path: string): string | undefined {
  const { isAbsolute, relative } = pathsOf({ platform });
  const way = relative(cwd, path);
  if (way === "") return undefined;
  return way.startsWith("..") || isAbsolute(way) ? path : way;
}

function againCommand({ target, answers, switches, remote }: PlanRequest): Command {
  // No flag for the package manager: it is the one that runs the command.
  const given = optionsWhere(({ installs }) => installs !== "any");
  const changed = switchEntries.flatMap(([name, { default: on }]) => {
    if (name === "yes" || name === "json" || switches[name] === switchDefaults[name]) return [];
    return [`--${on ? "no-" : ""}${name}`];
  });
  const chosen = remote ? ["--template", remote.text] : flagsFor(answers, given);
  return packageManagers[answers.pm].create([target.typed, ...chosen, ...changed, "--yes"]);
}

/** What is left to type: the steps from the failed one on, or those skipped by a flag; then `dev`. */
export function commandsLeft(
  plan: Plan,
  failed: StepId | undefined,
  platform: Host["platform"],
): string[] {
  const { run } = packageManagers[plan.answers.pm];
  const at = plan.steps.findIndex(({ id }) => id === failed);
  const left = plan.steps.filter(({ id, skipped }, index) => {
    // No reminder of what a flag skipped. After a failed step, the commit is still to come.
    if (id === "git" && failed === undefined) return false;
    if (failed !== undefined) return index >= at && (skipped === undefined || id === "setup");
    return skipped !== undefined && id !== "verify";
  });
  const start = plan.startable ? [run("dev")] : [];
  const commands = [...left.flatMap((step) => step.commands), ...start];
  const lines = commands.map((command) => commandText(command, platform));
  if (plan.cd === undefined) return lines;
  // On Windows, `cd` alone stays on the current drive.
  const go = platform === "win32" && pathsOf({ platform }).isAbsolute(plan.cd) ? "pushd" : "cd";
  return [commandText([go, plan.cd], platform), ...lines];
}
