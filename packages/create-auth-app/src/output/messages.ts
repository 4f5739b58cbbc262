import type { Host } from "../host.ts";
import type { TakenDefault } from "../options/answers.ts";
import { applies } from "../options/applies.ts";
import { type Answers, catalogue, remoteOptions } from "../options/catalogue.ts";
import { answerLabel, type Catalogue, type Choice } from "../options/option.ts";
import { commandText } from "../options/package-managers.ts";
import type { OutcomeError } from "../plan/outcome.ts";
import type { Plan } from "../plan/plan.ts";
import { providers } from "../remote/providers.ts";
import type { RemoteTemplate } from "../remote/remote-template.ts";
import type { Style } from "./voice.ts";

const mostListed = 12;

export const nothingWritten = "Nothing was written.";

/** What will be made, as the last look before it is. */
export function summaryText(plan: Plan, style: Style): string {
  const { target, answers, remote, files, colliding } = plan;
  const rows: [string, string][] = [
    ["Directory", target.path],
    ...(target.name === target.typed ? [] : [["Package name", target.name] as [string, string]]),
    ...(remote ? [["Template", remote.text] as [string, string]] : []),
    ...optionRows(answers, remote ? remoteOptions() : catalogue),
    ["Files", `${files.length} (${sizeText(files)})`],
    ["Then", stepsText(plan)],
  ];
  const replaced = colliding.length > 0 ? `\n\n${replacedText(colliding)}` : "";
  const stranger = remote && runsCode(plan) ? `\n\n${strangerText(remote)}` : "";
  return `${tableText(rows, style)}${stranger}${replaced}`;
}

function runsCode({ steps }: Plan): boolean {
  return steps.some(({ id, skipped }) => id === "install" && skipped === undefined);
}

function strangerText({ provider, repository }: RemoteTemplate): string {
  const page = providers[provider].page(repository);
  return `This installs and runs code of ${repository} (${page}).`;
}

function optionRows(answers: Answers, from: Catalogue): [string, string][] {
  return Object.entries(from).flatMap(([id, option]): [string, string][] => {
    const answer = answers[id as keyof Answers];
    const isOff = option.kind === "toggle" && !answer;
    return isOff || !applies(option, answers) ? [] : [[option.label, answerLabel(answer, option)]];
  });
}

function stepsText({ steps, remote }: Plan): string {
  const words = {
    install: "install",
    typecheck: "type-check",
    setup: remote ? "its setup script" : "database",
    verify: remote ? "its verify script" : "one sign-in",
    git: "first commit",
  };
  const run = steps.filter(({ skipped }) => skipped === undefined).map(({ id }) => words[id]);
  return run.length === 0 ? "nothing" : run.join(", ");
}

export function replacedText(colliding: readonly string[]): string {
  return `Replaced, and kept in a folder .replaced-…:\n${listText(colliding)}`;
}

/** The steps that are left out although no flag says so. */
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
  return `Defaults taken, and what changes them:\n${tableText(rows, style)}\n`;
}

export function notEmptyText({ target, colliding }: Plan): { message: string; hint: string } {
  const message = `${target.path} is not empty.`;
  const way = "Choose another directory, or write beside what is there with --overwrite";
  if (colliding.length === 0) {
    return { message, hint: `No file would be replaced.\n${way}.` };
  }
  return {
    message,
    hint: `In the way:\n${listText(colliding)}\n${way}\n(the files in the way are kept in a folder .replaced-…).`,
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
    nothingWritten,
  ].join("\n");
}

export function writtenText(plan: Plan, backup: string | undefined): string {
  const where = plan.cd ?? "this directory";
  const kept = backup
    ? `\n  The ${plan.colliding.length} files that were in the way are in ${backup}`
    : "";
  return `Wrote ${plan.files.length} files to ${where}${kept}`;
}

export function nextText(next: readonly string[], plan: Plan, style: Style): string {
  const set = next.map((line) => `  ${style("cyan", line)}`);
  return [
    "",
    ...(set.length > 0 ? ["Next:", ...set, ""] : []),
    ...(plan.remote ? [] : [...firstStepLines(plan.answers), ""]),
    style("dim", "The same again:"),
    style("dim", `  ${plan.again}`),
  ].join("\n");
}

/** How to see that it works, with the first sign-in method that says how. */
function firstStepLines({ signIn }: Answers): string[] {
  const chosen: readonly Choice[] = signIn.map((name) => catalogue.signIn.choices[name]);
  const { doing, mailed } = chosen.find(({ firstStep }) => firstStep)?.firstStep ?? {};
  if (doing === undefined) return ["Open the address it prints and sign in."];
  return [`Open the address it prints and ${doing}:`, `${mailed} is at /dev/mailbox.`];
}

export function failureText(
  error: OutcomeError,
  next: readonly string[],
  plan: Plan,
  style: Style,
): string {
  const output = error.output.map((line) => `  ${style("dim", "│")} ${line}`);
  return [
    "",
    ...(output.length > 0 ? [...output, ""] : []),
    // The step itself has said that it was interrupted.
    ...(error.code === "interrupted" ? [] : [style("red", error.message)]),
    ...(error.log ? [`All of its output: ${error.log}`] : []),
    ...(error.code === "interrupted" ? [] : [""]),
    `The project is written, in ${plan.cd ?? "this directory"}. To go on from here:`,
    ...next.map((line) => `  ${style("cyan", line)}`),
  ].join("\n");
}

/** Rows under each other, the second column aligned. */
export function tableText(rows: readonly (readonly [string, string])[], style: Style): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows
    .map(([label, value]) => `  ${style("dim", label.padEnd(width))}  ${value}`)
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

/** For what should not happen: short, unless it was asked for. */
export function crashText(error: unknown, debug: string | undefined): string {
  const stack = error instanceof Error ? error.stack : undefined;
  const wanted = debug !== undefined && /create-auth-app|\*/.test(debug);
  if (wanted && stack) return stack;
  return [
    "  This is a mistake in create-auth-app. DEBUG=create-auth-app shows where.",
    "  Please report it, with the command that you typed: npm bugs create-auth-app",
  ].join("\n");
}
