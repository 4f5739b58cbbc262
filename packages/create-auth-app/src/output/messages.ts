import type { Host } from "../host.ts";
import type { TakenDefault } from "../options/answers.ts";
import { applies } from "../options/applies.ts";
import { type Answers, catalogue, remoteOptions } from "../options/catalogue.ts";
import { answerLabel, type Catalogue } from "../options/option.ts";
import { commandText } from "../options/package-managers.ts";
import type { OutcomeError } from "../plan/outcome.ts";
import type { Plan } from "../plan/plan.ts";
import { providers } from "../remote/providers.ts";
import type { RemoteTemplate } from "../remote/remote-template.ts";
import type { Style } from "./voice.ts";
import { wrapped } from "./wrap.ts";

const mostListed = 12;

export const nothingWritten = "Nothing was written.";

/** What will be created, for a last look. */
export function summaryRows(plan: Plan): [string, string][] {
  const { target, answers, remote, files } = plan;
  return [
    ["Directory", target.path],
    ...(target.name === target.typed ? [] : [["Package", target.name] as [string, string]]),
    ...(remote ? [["Template", remote.text] as [string, string]] : []),
    ...optionRows(answers, remote ? remoteOptions() : catalogue),
    ["Files", `${files.length} (${sizeText(files)})`],
    ...stepRows(plan),
  ];
}

/** What else the user should know before saying yes. */
export function summaryTexts(plan: Plan): string[] {
  const { remote, colliding } = plan;
  return [
    ...(remote && runsCode(plan) ? [strangerText(remote)] : []),
    ...(colliding.length > 0 ? [replacedText(colliding)] : []),
  ];
}

function runsCode({ steps }: Plan): boolean {
  return steps.some(({ id, skipped }) => id === "install" && skipped === undefined);
}

function strangerText({ provider, repository }: RemoteTemplate): string {
  const page = providers[provider].page(repository);
  return `This installs and runs code from ${repository} (${page}).`;
}

function optionRows(answers: Answers, from: Catalogue): [string, string][] {
  return Object.entries(from).flatMap(([id, option]): [string, string][] => {
    const answer = answers[id as keyof Answers];
    // A Node.js of its own is the exception. Everything else is there to be chosen.
    const isUsual = option.installs === "own" && !answer;
    return isUsual || !applies(option, answers)
      ? []
      : [[option.label, answerLabel(answer, option)]];
  });
}

function stepRows({ steps, remote }: Plan): [string, string][] {
  const words = {
    install: "install",
    typecheck: "type-check",
    setup: remote ? "its setup script" : "database",
    verify: remote ? "its verify script" : "test sign-in",
    git: "first commit",
  };
  const run = steps.filter(({ skipped }) => skipped === undefined).map(({ id }) => words[id]);
  return run.length === 0 ? [] : [["Next", run.join(", ")]];
}

export function replacedText(colliding: readonly string[]): string {
  return `These files will be replaced, and kept in a folder named .replaced-…:\n${listText(colliding)}`;
}

/** The steps that are skipped although no flag says so. */
export function skippedTexts({ steps }: Plan): string[] {
  return steps.flatMap(({ id, skipped }) => {
    if (!skipped || skipped.byFlag) return [];
    return `- No ${id === "git" ? "first commit" : id}: ${skipped.reason}`;
  });
}

export function defaultsText(defaults: readonly TakenDefault[], style: Style): string | undefined {
  if (defaults.length === 0) return undefined;
  const width = Math.max(...defaults.map(({ value }) => value.length));
  const rows = defaults.map(({ label, value, flag }): [string, string] => [
    label,
    `${value.padEnd(width)}  ${style("dim", flag)}`,
  ]);
  return `Using defaults (change with):\n${tableText(rows, style)}\n`;
}

export function notEmptyText({ target, colliding }: Plan): { message: string; hint: string } {
  const message = `${target.path} is not empty.`;
  const way = "Choose another directory, or add --overwrite to write into this one";
  if (colliding.length === 0) {
    return { message, hint: `${way}. No file would be replaced.` };
  }
  return {
    message,
    hint: `These files are in the way:\n${listText(colliding)}\n${way}\n(they will be kept in a folder named .replaced-…).`,
  };
}

export function dryRunText(plan: Plan, style: Style, platform: Host["platform"]): string {
  const width = Math.max(...plan.files.map(({ bytes }) => String(bytes).length));
  const inTheWay = new Set(plan.colliding);
  const files = plan.files.map(({ path, bytes }) => {
    const note = inTheWay.has(path) ? style("yellow", "  replaces a file, which is kept") : "";
    return `  ${String(bytes).padStart(width)}  ${path}${note}`;
  });
  const steps = plan.steps.flatMap(({ id, commands, skipped }): [string, string][] => {
    if (skipped !== undefined) return [[id, `skipped: ${skipped.reason}`]];
    // One per line, ready to paste.
    return commands.map((command, index) => [
      index === 0 ? id : "",
      commandText(command, platform),
    ]);
  });
  return [
    `${plan.files.length} files (${sizeText(plan.files)}) in ${plan.target.path}:`,
    ...files,
    "",
    "Then:",
    tableText(steps, style),
    "",
    `This was a dry run. ${nothingWritten}`,
  ].join("\n");
}

export function writtenText(plan: Plan, backup: string | undefined): string {
  const where = plan.cd ?? "this directory";
  const kept = backup ? `\n  Replaced files are kept in ${backup}` : "";
  return `Wrote ${plan.files.length} files to ${where}${kept}`;
}

/** What a failed step printed last, what failed, and where the rest of its output is. */
export function stepErrorLines(
  { output, code, message, log }: OutcomeError,
  style: Style,
): string[] {
  return [
    "",
    ...output.map((line) => `  ${style("dim", "│")} ${line}`),
    ...(output.length > 0 ? [""] : []),
    // The step has already reported the interruption.
    ...(code === "interrupted" ? [] : [style("red", message)]),
    ...(log ? [`Full output: ${log}`] : []),
  ];
}

export function failureText(
  error: OutcomeError,
  next: readonly string[],
  plan: Plan,
  style: Style,
): string {
  return [
    ...stepErrorLines(error, style),
    ...(error.code === "interrupted" ? [] : [""]),
    `The project is in ${plan.cd ?? "this directory"}. To continue:`,
    ...next.map((line) => `  ${style("cyan", line)}`),
  ].join("\n");
}

/** Rows with an aligned second column, which continues below itself where `columns` are too few. */
export function tableText(
  rows: readonly (readonly [string, string])[],
  style: Style,
  columns = Number.POSITIVE_INFINITY,
): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows
    .flatMap(([label, value]) =>
      wrapped(value, columns - width - 4).map(
        (line, index) => `  ${style("dim", (index === 0 ? label : "").padEnd(width))}  ${line}`,
      ),
    )
    .join("\n");
}

export function listText(items: readonly string[]): string {
  const shown = items.slice(0, mostListed).map((item) => `  ${item}`);
  const more = items.length - shown.length;
  return [...shown, ...(more > 0 ? [`  … and ${more} more`] : [])].join("\n");
}

function sizeText(files: Plan["files"]): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return `${Math.ceil(bytes / 1024)} KB`;
}

/** For a bug: short, unless the stack was asked for. */
export function crashText(error: unknown, debug: string | undefined): string {
  const stack = error instanceof Error ? error.stack : undefined;
  const wanted = debug !== undefined && /create-auth-app|\*/.test(debug);
  if (wanted && stack) return stack;
  return [
    "  This is a bug in create-auth-app. DEBUG=create-auth-app shows where.",
    "  Please report it with the command you typed: npm bugs create-auth-app",
  ].join("\n");
}
