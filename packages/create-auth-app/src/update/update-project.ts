import { loadTemplates } from "../engine/packed.ts";
import { recordPath, render } from "../engine/render.ts";
import { exitCodes, UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import type { Conversation } from "../input/prompt.ts";
import type { Answers } from "../options/catalogue.ts";
import type { Voice } from "../output/voice.ts";
import { reportPlanned } from "../plan/outcome.ts";
import type { UpdateFlags } from "./arguments.ts";
import { changeAnswers } from "./change-answers.ts";
import { assertEditable } from "./check-edits.ts";
import { diffOf } from "./diff.ts";
import { assertClean, findRepository } from "./git.ts";
import { readJournal, stateFolder } from "./journal.ts";
import { lock, tidy } from "./lock.ts";
import * as messages from "./messages.ts";
import { readOwnedFiles } from "./owned-files.ts";
import { planUpdate } from "./plan-update.ts";
import {
  assertLaidOut,
  assertNoMarkers,
  findProject,
  pathFrom,
  readProjectRecord,
} from "./project.ts";
import type { ProjectRecord } from "./record.ts";
import { renderBase } from "./render-base.ts";
import { abortUpdate, continueUpdate } from "./resume.ts";
import { nothingUpdated, type UpdateOutcome } from "./update-outcome.ts";
import type { UpdatePlan } from "./update-plan.ts";
import { planUpdateSteps } from "./update-steps.ts";
import { type Written, writeUpdate } from "./write-update.ts";

export interface UpdateAround {
  host: Host;
  voice: Voice;
  signal: AbortSignal;
  /** Undefined if there is no terminal. */
  conversation: Omit<Conversation, "signal"> | undefined;
  /** Of this package. */
  version: string;
}

/** The whole flow: record → answers → base, mine, theirs → plan → files → steps. */
export async function updateProject(
  flags: UpdateFlags,
  around: UpdateAround,
): Promise<UpdateOutcome> {
  const root = findProject(flags.directory, around.host);
  const unlock = lock(root);
  try {
    if (flags.switches.abort) return await abortUpdate(root, flags, around);
    if (flags.switches.continue) return await continueUpdate(root, flags, around);
    assertNothingUnderWay(root, around);
    return await begin(root, flags, around);
  } finally {
    if (!readJournal(root)) tidy(root);
    unlock();
  }
}

function assertNothingUnderWay(root: string, { host }: UpdateAround): void {
  const journal = readJournal<Written>(root);
  if (!journal) return;
  const at = { cd: pathFrom(host, root), pm: journal.update.to.answers.pm };
  const ways = messages.resumeTexts(at, host.platform).map((line) => `  ${line}`);
  throw new UserError("An update of this project is already in progress.", {
    code: "update-under-way",
    hint: ["Continue it or undo it:", ...ways].join("\n"),
    exitCode: exitCodes.failed,
  });
}

async function begin(
  root: string,
  flags: UpdateFlags,
  around: UpdateAround,
): Promise<UpdateOutcome> {
  const { host, voice, signal, version } = around;
  const { switches } = flags;
  const record = readProjectRecord(root, version);
  const { name, ...before } = record.answers;
  const wanted = changeAnswers(before, flags);
  const repository = await findRepository(root, host.env, signal);
  if (repository && !switches["dry-run"]) await assertClean(root, repository);
  const owned = await readOwnedFiles(root, repository);
  assertNoMarkers(owned.files);
  const templates = loadTemplates();
  const base = await renderBase(root, record, templates, around);
  assertLaidOut(base, owned.files);

  const from = { version: record.version, answers: before };
  const planFor = async (answers: Answers) => {
    const theirs = render({ name, ...answers }, templates);
    const kit = { root, env: host.env, signal };
    const to = { version, answers };
    const dropData = switches["drop-data"];
    return planUpdate({ from, to, base, theirs, owned, kit, dropData });
  };
  const plan = await settlePlan(flags, { root, record, wanted, planFor }, around);
  const outcome = describe(root, plan, flags, around);
  if (plan.edits.length === 0) {
    voice.say("Nothing to do: the project is already up to date.");
    return { ...outcome, status: "nothing-to-do" };
  }
  if (switches["dry-run"]) {
    const diff = switches.diff ? await diffOf(root, plan.edits, flags.diffPath, around) : null;
    const summary = messages.updateSummary(plan, stepsOf(plan, flags), where(root, host), voice);
    voice.say(diff ?? `${summary}\n\n${messages.updateDryRun(plan)}`);
    return { ...outcome, diff };
  }
  assertEditable(root, plan, owned);
  return writeUpdate({ root, plan, repository, outcome, flags, around });
}

interface Settling {
  root: string;
  record: ProjectRecord;
  wanted: Answers;
  planFor: (answers: Answers) => Promise<UpdatePlan>;
}

/** Asks if there is a terminal. Returns the plan that was agreed to. */
async function settlePlan(
  flags: UpdateFlags,
  { root, record, wanted, planFor }: Settling,
  { host, voice, signal, conversation }: UpdateAround,
): Promise<UpdatePlan> {
  const summaryOf = (plan: UpdatePlan) =>
    messages.updateSummary(plan, stepsOf(plan, flags), where(root, host), voice);
  const compare = async (answers: Answers) => {
    const doing = voice.begin("Comparing with your files");
    try {
      const plan = await planFor(answers);
      doing.done("Compared with your files");
      return plan;
    } catch (error) {
      doing.failed("Comparing with your files: stopped");
      throw error;
    }
  };
  if (!conversation || flags.switches["dry-run"]) {
    const plan = await compare(wanted);
    if (plan.edits.length > 0 && !flags.switches["dry-run"]) voice.say(`${summaryOf(plan)}\n`);
    return plan;
  }
  const open = flags.command === "update" && Object.keys(flags.answers).length === 0;
  let plan = open ? undefined : await compare(wanted);
  if (plan?.edits.length === 0) return plan;
  const { askForUpdate } = await import("./ask-update.ts");
  await askForUpdate(
    {
      title: `create-auth-app ${flags.command}`,
      before: record.answers,
      open,
      summarize: async (answers) => {
        if (open || !plan) plan = await compare(answers);
        if (plan.edits.length === 0) return undefined;
        return summaryOf(plan);
      },
    },
    wanted,
    { ...conversation, signal },
  );
  if (!plan) throw new Error("Nothing was planned");
  return plan;
}

function stepsOf(plan: UpdatePlan, { switches }: UpdateFlags) {
  return planUpdateSteps(plan.to.answers.pm, switches, plan.unfinished);
}

function where(root: string, host: Host): string {
  return pathFrom(host, root) ?? root;
}

function describe(
  root: string,
  plan: UpdatePlan,
  flags: UpdateFlags,
  { host, version }: UpdateAround,
): UpdateOutcome {
  const { migration } = plan;
  return {
    ...nothingUpdated,
    command: flags.command,
    status: "planned",
    exitCode: exitCodes.done,
    version,
    directory: root,
    from: plan.from,
    to: plan.to,
    files: plan.files.filter(({ path }) => path !== recordPath && !path.startsWith(stateFolder)),
    conflicts: plan.conflicts,
    migration: migration
      ? { name: migration.name, statements: migration.statements, heldBack: migration.heldBack }
      : null,
    todo: plan.todo,
    steps: stepsOf(plan, flags).map((step) => reportPlanned(step, host.platform)),
  };
}
