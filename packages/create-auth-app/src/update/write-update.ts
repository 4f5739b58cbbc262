import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as afterPendingSignals } from "node:timers/promises";
import { textOf } from "../engine/files.ts";
import { errorCode, exitCodes, UserError } from "../errors.ts";
import {
  commandText,
  type PackageManagerName,
  packageManagers,
} from "../options/package-managers.ts";
import type { Registry } from "../steps/registry.ts";
import type { UpdateFlags } from "./arguments.ts";
import { markUnmerged, type Repository } from "./git.ts";
import { carryOut, finish, giveBack, type Journal, prepare, save } from "./journal.ts";
import * as messages from "./messages.ts";
import { pathFrom } from "./project.ts";
import type { UpdateOutcome } from "./update-outcome.ts";
import type { UpdatePlan } from "./update-plan.ts";
import type { UpdateAround } from "./update-project.ts";
import { planUpdateSteps } from "./update-steps.ts";

/** What the journal keeps about an update, so that it can be continued later. */
export interface Written {
  from: UpdatePlan["from"];
  to: UpdatePlan["to"];
  files: UpdateOutcome["files"];
  conflicts: UpdatePlan["conflicts"];
  unmerged: UpdatePlan["unmerged"];
  migration: UpdateOutcome["migration"];
  /** The name of the migration that waits for the schema's conflicts. */
  migrationLater: string | null;
  todo: readonly string[];
  unfinished: string | null;
  dropData: boolean;
  hasGit: boolean;
  /** Whether packages or the database may be ahead of the files. */
  stepsBegun: boolean;
}

interface Writing {
  root: string;
  plan: UpdatePlan;
  repository: Repository | undefined;
  outcome: UpdateOutcome;
  flags: UpdateFlags;
  around: UpdateAround;
}

/** Writes the planned files, all or none, and runs the steps if there are no conflicts. */
export async function writeUpdate(writing: Writing): Promise<UpdateOutcome> {
  const { root, plan, repository, outcome, flags, around } = writing;
  const { voice, signal } = around;
  const update: Written = {
    from: plan.from,
    to: plan.to,
    files: outcome.files,
    conflicts: plan.conflicts,
    unmerged: plan.unmerged,
    migration: outcome.migration,
    migrationLater: plan.migrationLater,
    todo: plan.todo,
    unfinished: plan.unfinished ?? null,
    dropData: flags.switches["drop-data"],
    hasGit: repository !== undefined,
    stepsBegun: false,
  };
  // A missing package manager is reported before anything is written.
  const registry = await findRegistry(update.to.answers.pm, flags, around);
  let journal: Journal<Written> | undefined;
  try {
    journal = prepare(root, plan.edits, update);
    // Signals are only heard between turns of the event loop, and all of this was one turn.
    await afterPendingSignals();
    signal.throwIfAborted();
    journal = carryOut(root, journal);
  } catch (error) {
    if (journal) giveBack(root, journal);
    finish(root, false);
    throw explained(error);
  }
  if (repository) await markConflicts(repository, plan.unmerged, around);
  voice.tick(messages.writtenUpdateText(plan));
  if (plan.conflicts.length > 0) return stopAtConflicts(root, journal, outcome, around);
  return runUpdateSteps({ root, journal, outcome, registry, flags, around });
}

/** The files already have their markers, so failing to write the index is only a warning. */
export async function markConflicts(
  repository: Repository,
  unmerged: UpdatePlan["unmerged"],
  { voice }: UpdateAround,
): Promise<void> {
  try {
    await markUnmerged(repository, unmerged);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    voice.warn(`${error.message} "git status" won't list the conflicts.`);
  }
}

/** Loaded only if something is installed. */
export async function findRegistry(
  pm: PackageManagerName,
  { switches }: UpdateFlags,
  { host, signal }: UpdateAround,
): Promise<Registry | undefined> {
  if (!switches.install) return undefined;
  const { preflight } = await import("../steps/preflight.ts");
  return preflight(pm, host, signal);
}

export function stopAtConflicts(
  root: string,
  { update }: Journal<Written>,
  outcome: UpdateOutcome,
  { host, voice }: UpdateAround,
): UpdateOutcome {
  const at = { cd: pathFrom(host, root), pm: update.to.answers.pm };
  const next = messages.resumeTexts(at, host.platform);
  voice.say(messages.resolveText(update.conflicts, update.hasGit, next, voice.style));
  return { ...outcome, status: "conflicts", exitCode: exitCodes.failed, next };
}

interface Proving {
  root: string;
  journal: Journal<Written>;
  outcome: UpdateOutcome;
  registry: Registry | undefined;
  flags: UpdateFlags;
  around: UpdateAround;
}

/** Installs, checks types, migrates, and signs in. If all of it works, the update is finished. */
export async function runUpdateSteps({
  root,
  journal,
  outcome,
  registry,
  flags,
  around,
}: Proving): Promise<UpdateOutcome> {
  const { host, voice, signal } = around;
  const { update } = journal;
  const { pm } = update.to.answers;
  const steps = planUpdateSteps(pm, flags.switches, update.unfinished ?? undefined);
  for (const { id, skipped } of steps) {
    if (skipped && !skipped.byFlag) voice.say(`- No ${id}: ${skipped.reason}`);
  }
  const cd = pathFrom(host, root);
  let reports = outcome.steps;
  if (steps.some(({ skipped }) => skipped === undefined)) {
    save(root, { ...journal, update: { ...update, stepsBegun: true } });
    const { runSteps } = await import("../steps/run-steps.ts");
    const plan = { steps, target: { path: root }, answers: { pm } };
    const example = textOf(readExample(root));
    const ran = await runSteps({ plan, example, registry, host, voice, signal });
    reports = ran.reports;
    if (ran.stopped) {
      const { exitCode, error } = ran.stopped;
      const next = messages.resumeTexts({ cd, pm }, host.platform);
      voice.say(messages.stepFailedText(error, next, voice.style));
      const status = error.code === "interrupted" ? "interrupted" : "failed";
      return { ...outcome, status, exitCode, error, steps: reports, next };
    }
  }
  const replaced = finish(root, !update.hasGit) ?? null;
  const { run, install } = packageManagers[pm];
  const left = steps.filter(({ skipped }) => skipped && (skipped.byFlag || update.unfinished));
  const next = [
    ...(left.length > 0 && cd !== undefined ? [["cd", cd]] : []),
    ...left.map(({ id }) => (id === "install" ? install : run(id))),
  ].map((command) => commandText(command, host.platform));
  const done: UpdateOutcome = {
    ...outcome,
    status: "done",
    exitCode: exitCodes.done,
    replaced,
    steps: reports,
    next,
  };
  voice.say(messages.doneText(done, update.hasGit, voice.style));
  return done;
}

function readExample(root: string): Uint8Array {
  const path = join(root, ".env.example");
  return existsSync(path) ? readFileSync(path) : new Uint8Array();
}

function explained(error: unknown): unknown {
  const code = errorCode(error);
  if (error instanceof UserError || code === undefined) return error;
  const path = error instanceof Error && "path" in error ? String(error.path) : "the project";
  const refusal = (message: string, hint: string, name: string) =>
    new UserError(`${message} Nothing was changed.`, {
      code: name,
      hint,
      exitCode: exitCodes.failed,
    });
  if (code === "ENOSPC" || code === "EDQUOT")
    return refusal("The disk is full.", "Free some space, then run it again.", "disk-full");
  if (code === "EBUSY")
    return refusal(
      `Another program has ${path} open.`,
      "Close it, then run this again.",
      "target-busy",
    );
  if (["EACCES", "EPERM", "EROFS"].includes(code))
    return refusal(
      `No permission to write ${path}.`,
      "Make it writable, then run this again.",
      "bad-target",
    );
  return error;
}
