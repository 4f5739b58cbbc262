import type { Host } from "../host.ts";
import { type Answers, catalogue } from "../options/catalogue.ts";
import { answerLabel } from "../options/option.ts";
import { commandText, type packageManagers } from "../options/package-managers.ts";
import { listText, stepErrorLines, tableText } from "../output/messages.ts";
import type { Style, Voice } from "../output/voice.ts";
import type { OutcomeError } from "../plan/outcome.ts";
import type { PlannedStep } from "../plan/planned-steps.ts";
import { differences } from "./change-answers.ts";
import type { Change, KeptFile } from "./merge.ts";
import { firstLine } from "./migration.ts";
import type { UpdateOutcome } from "./update-outcome.ts";
import type { UpdatePlan } from "./update-plan.ts";

const mostStatements = 6;
const longestStatement = 56;

const words: Readonly<Record<Change, string>> = {
  new: "new",
  updated: "updated",
  merged: "merged with your edits",
  conflict: "in conflict",
  deleted: "deleted",
};

/** The last look: what the update would change. */
export function updateSummary(
  plan: UpdatePlan,
  steps: readonly PlannedStep[],
  where: string,
  { style, columns }: Pick<Voice, "style" | "columns">,
): string {
  const { from, to, migration, conflicts, todo } = plan;
  const changed = differences(from.answers, to.answers);
  const rows: [string, string][] = [
    ["Project", where],
    ...(from.version === to.version
      ? []
      : [["Version", `${from.version} → ${to.version}`] as [string, string]]),
    ...changed.map(({ option, from, to }): [string, string] => [
      option.label,
      `${answerLabel(from, option)} → ${style("bold", answerLabel(to, option))}`,
    ]),
    ["Files", countsText(plan)],
    ...migrationRows(plan),
    ["Then", stepsText(steps, conflicts.length > 0)],
  ];
  return [
    tableText(rows, style, columns),
    ...(conflicts.length > 0 ? ["", conflictsText(plan.conflicts)] : []),
    ...(migration && migration.heldBack.length > 0
      ? ["", heldBackText(migration.heldBack, "Add --drop-data to apply it.")]
      : []),
    ...(todo.length > 0 ? ["", todoText(todo)] : []),
    ...(plan.notes.length > 0 ? ["", `Worth knowing:\n${listText(plan.notes)}`] : []),
  ].join("\n");
}

function countsText({ files }: Pick<UpdatePlan, "files">): string {
  const counts = (Object.keys(words) as Change[]).flatMap((change) => {
    const count = files.filter((file) => file.change === change).length;
    return count === 0 ? [] : [`${count} ${words[change]}`];
  });
  return counts.length === 0 ? "none" : counts.join(", ");
}

/** The name of the migration, and below it one row for each statement. */
function migrationRows(plan: UpdatePlan): [string, string][] {
  const { migration, migrationLater, startsOver } = plan;
  if (migrationLater) return [["Migration", "once the conflicts are resolved"]];
  if (startsOver) return [["Migration", "a new first one; the old database's are deleted"]];
  if (!migration) return [["Migration", "none"]];
  const held = new Set(migration.heldBack);
  const statements = migration.statements
    .filter((text) => !held.has(text))
    .map((text) => clipped(firstLine(text)));
  const shown = statements.slice(0, mostStatements);
  const more = statements.length - shown.length;
  return [
    ["Migration", migration.name],
    ...shown.map((text): [string, string] => ["", text]),
    ...(more > 0 ? [["", `and ${more} more`] as [string, string]] : []),
  ];
}

/** Short enough for one line of a terminal. */
function clipped(text: string): string {
  return text.length > longestStatement ? `${text.slice(0, longestStatement - 1)}…` : text;
}

function stepsText(steps: readonly PlannedStep[], conflicts: boolean): string {
  if (conflicts) return "you resolve the conflicts";
  const names: Record<string, string> = {
    install: "install",
    typecheck: "type-check",
    setup: "migrate",
    verify: "test sign-in",
  };
  const run = steps.filter(({ skipped }) => skipped === undefined).map(({ id }) => names[id] ?? id);
  return run.length === 0 ? "nothing" : run.join(", ");
}

/** The places of the conflicts, by what they are about. */
function conflictsText(conflicts: UpdatePlan["conflicts"]): string {
  const reasons = [...new Set(conflicts.map(({ reason }) => reason))];
  return reasons
    .map((wanted) => {
      const places = conflicts.filter(({ reason }) => reason === wanted);
      const lines = places.map(({ path, line }) => `  ${path}:${line}`);
      return `${wanted.replace(/\.$/, ":")}\n${lines.join("\n")}`;
    })
    .join("\n");
}

function heldBackText(statements: readonly string[], how: string): string {
  const lines = statements.map((statement) => `  ${firstLine(statement)}`);
  return `Not applied, because it deletes data:\n${lines.join("\n")}\n${how}`;
}

function todoText(todo: readonly string[]): string {
  return `Left for you to do:\n${todo.map((text) => `  - ${text}`).join("\n")}`;
}

/** `--dry-run`: every file with what happens to it. */
export function updateDryRun(plan: UpdatePlan): string {
  const width = Math.max(0, ...plan.files.map(({ change }) => change.length));
  const files = plan.files.map(({ path, change }) => `  ${change.padEnd(width)}  ${path}`);
  const statements = plan.migration?.statements ?? [];
  return [
    ...files,
    ...(statements.length > 0
      ? ["", `${plan.migration?.name}:`, ...statements.map((text) => text.replace(/^/gm, "  "))]
      : []),
    "",
    "Nothing was written.",
  ].join("\n");
}

export function writtenUpdateText(plan: UpdatePlan): string {
  return `Wrote the update: ${countsText(plan)}`;
}

/** How to resolve the conflicts. */
export function resolveText(
  conflicts: UpdatePlan["conflicts"],
  hasGit: boolean,
  next: readonly string[],
  style: Style,
): string {
  const how = hasGit
    ? 'Resolve them, for example with "git mergetool". Then continue, or undo it all:'
    : "Resolve them in your editor. Then continue, or undo it all:";
  return [
    "",
    conflictsText(conflicts),
    "",
    how,
    ...next.map((line) => `  ${style("cyan", line)}`),
  ].join("\n");
}

/** A command line for the project, as it can be pasted into a shell. */
export function againText(
  args: readonly string[],
  { cd, pm }: { cd: string | undefined; pm: keyof typeof packageManagers },
  platform: Host["platform"],
): string {
  const starter = {
    npm: ["npx", "create-auth-app@latest"],
    pnpm: ["pnpm", "dlx", "create-auth-app@latest"],
    yarn: ["yarn", "dlx", "create-auth-app@latest"],
    bun: ["bunx", "create-auth-app@latest"],
  }[pm];
  const [command = "update", ...rest] = args;
  const directory = cd === undefined ? [] : [cd];
  return commandText([...starter, command, ...directory, ...rest], platform);
}

/** How to continue or undo an update that is in progress. */
export function resumeTexts(
  at: { cd: string | undefined; pm: keyof typeof packageManagers },
  platform: Host["platform"],
): string[] {
  return ["--continue", "--abort"].map((flag) => againText(["update", flag], at, platform));
}

export function doneText(outcome: UpdateOutcome, hasGit: boolean, style: Style): string {
  const { replaced, todo, migration } = outcome;
  const later =
    "To delete it later, put these statements into a migration: drizzle-kit generate --custom --name drop-data";
  return [
    "",
    ...(migration && migration.heldBack.length > 0
      ? [heldBackText(migration.heldBack, later), ""]
      : []),
    ...(todo.length > 0 ? [todoText(todo), ""] : []),
    ...(hasGit ? ['Review it with "git diff" and "git status", then commit it.'] : []),
    ...(replaced ? [`The replaced files are in ${replaced}`] : []),
    ...(outcome.next.length > 0
      ? ["", "Next:", ...outcome.next.map((line) => `  ${style("cyan", line)}`)]
      : []),
  ].join("\n");
}

/** A step failed after the files were written. */
export function stepFailedText(error: OutcomeError, next: readonly string[], style: Style): string {
  return [
    ...stepErrorLines(error, style),
    "",
    "The files are written. Fix what is wrong and continue, or undo the update:",
    ...next.map((line) => `  ${style("cyan", line)}`),
  ].join("\n");
}

/** What restoring files can't undo. */
export function abortedAfterStepsText(
  next: readonly string[],
  migration: UpdateOutcome["migration"],
  style: Style,
): string {
  return [
    "",
    ...(migration
      ? [
          `If the database was migrated, it keeps what ${migration.name} added. The old code ignores it.`,
          "",
        ]
      : []),
    "To go back to the old packages:",
    ...next.map((line) => `  ${style("cyan", line)}`),
  ].join("\n");
}

const whyKept: Readonly<Record<KeptFile["why"], string>> = {
  deleted: "stays deleted, as you left it. The update has a new version of it.",
  edited: "is no longer in the template. It's kept, because you've edited it.",
  binary: "isn't text, so it's left as it is. The update has a new version of it.",
};

export function keptText(path: string, why: KeptFile["why"]): string {
  return `${path} ${whyKept[why]}`;
}

export function linkedText(path: string, link: string): string {
  const whose = path === link ? "It's a link" : `${link} is a link`;
  return `The update has a new version of ${path}. ${whose}, so it was left alone.`;
}

/** What is left to do after switching to another database. */
export function movedDatabaseTexts(from: string, tables: readonly string[]): string[] {
  const label = catalogue.database.choices[from as Answers["database"]].label;
  return [
    `Your data is still in ${label}: export it there and import it here.`,
    ...tables.map((path) => `${path} has tables of ${label}: rewrite them, then run db:generate.`),
  ];
}
