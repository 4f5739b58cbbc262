import { parseArgs } from "node:util";
import { UserError } from "../errors.ts";
import { assertApplicable } from "../options/applies.ts";
import { type Answers, catalogue, remoteOptions } from "../options/catalogue.ts";
import {
  type Answer,
  type AnyAnswers,
  type Catalogue,
  flagText,
  type Option,
} from "../options/option.ts";
import { type Presets, presets } from "../options/presets.ts";
import {
  type SwitchName,
  type SwitchValues,
  switchDefaults,
  switchEntries,
} from "../options/switches.ts";
import {
  looksRemote,
  parseRemoteTemplate,
  type RemoteTemplate,
} from "../remote/remote-template.ts";
import { commandIn } from "./commands.ts";
import {
  assertAllowed,
  readAnswer,
  readOnOff,
  readValue,
  suggestion,
  type Token,
} from "./flag-values.ts";

/** What the command line says. Options that it doesn't mention are missing from `answers`. */
export interface Flags {
  directory: string | undefined;
  template: string | undefined;
  /** Where the template is, if it isn't one of ours. */
  remote: RemoteTemplate | undefined;
  answers: Partial<Answers>;
  switches: SwitchValues;
}

/** The command line as data. Throws a `UserError` at the first unknown argument. */
export function parseFlags(
  argv: readonly string[],
  from: Catalogue = catalogue,
  presetsFrom: Presets = presets,
): Flags {
  const known = knownFlags(from);
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    options: Object.fromEntries([...known].map(([name, flag]) => [name, parserOption(flag)])),
  });
  const given: Record<string, Answer> = {};
  const values: Record<SwitchName, boolean> = { ...switchDefaults };
  const positionals: string[] = [];
  let template: string | undefined;

  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const flag = findFlag(token, known);
    if (flag.kind === "switch") values[flag.name] = readOnOff(token, flag.negated);
    if (flag.kind === "template") template = readTemplate(token, presetsFrom);
    if (flag.kind === "option") given[flag.id] = readAnswer(token, flag, given[flag.id]);
  }
  const remote = template && looksRemote(template) ? parseRemoteTemplate(template) : undefined;
  if (remote) assertRemoteAlone(remote, given, from);
  const preset = template === undefined ? {} : (presetsFrom[template]?.answers ?? {});
  assertAgreeing(template, preset, given, from);
  const answers: Partial<Answers> = { ...given, ...preset };
  assertApplicable(answers, from);
  return { directory: readDirectory(positionals), template, remote, answers, switches: values };
}

type Flag =
  | { kind: "switch"; name: SwitchName; short?: string; negated: boolean; takesValue: false }
  | { kind: "template"; short: string; takesValue: true }
  | { kind: "option"; id: string; option: Option; negated: boolean; takesValue: boolean };

/** Every flag by its name without dashes, including the `no-…` forms. */
function knownFlags(from: Catalogue): Map<string, Flag> {
  const flags = new Map<string, Flag>([
    ["template", { kind: "template", short: "t", takesValue: true }],
  ]);
  for (const [id, option] of Object.entries(from)) {
    const takesValue = option.kind !== "toggle";
    flags.set(option.flag, { kind: "option", id, option, negated: false, takesValue });
    if (!takesValue) {
      flags.set(`no-${option.flag}`, { kind: "option", id, option, negated: true, takesValue });
    }
  }
  for (const [name, { short, default: on }] of switchEntries) {
    const flag = { kind: "switch", name, takesValue: false, ...(short && { short }) } as const;
    flags.set(name, { ...flag, negated: false });
    if (on) flags.set(`no-${name}`, { kind: "switch", name, takesValue: false, negated: true });
  }
  return flags;
}

function parserOption(flag: Flag): { type: "string" | "boolean"; short?: string } {
  const short = "short" in flag ? flag.short : undefined;
  return { type: flag.takesValue ? "string" : "boolean", ...(short && { short }) };
}

function findFlag(token: Token, known: ReadonlyMap<string, Flag>): Flag {
  const flag = known.get(token.name);
  if (flag) return flag;
  const on = /^no-(.*)/.exec(token.name)?.[1];
  if (on !== undefined && known.get(on)?.kind === "switch") {
    throw new UserError(`Unknown flag: ${token.rawName}`, {
      code: "unknown-flag",
      hint: `--${on} is off unless you add it, so leave this out.`,
    });
  }
  const names = [...known.keys()];
  const near = suggestion(token.name, names) ?? suggestion(token.name.replace(/^no-/, ""), names);
  throw new UserError(`Unknown flag: ${token.rawName}`, {
    code: "unknown-flag",
    hint: near ? `Did you mean --${near}?` : "create-auth-app --help lists all flags.",
  });
}

function readTemplate(token: Token, from: Presets): string {
  const allowed = Object.keys(from);
  const value = readValue(token, allowed);
  return looksRemote(value) ? value : assertAllowed(token.rawName, value, allowed);
}

/** How a remote template is installed can be chosen. What is in it is up to the template. */
function assertRemoteAlone({ text }: RemoteTemplate, given: AnyAnswers, from: Catalogue): void {
  const allowed = remoteOptions(from);
  const [id, answer] = Object.entries(given).find(([id]) => !(id in allowed)) ?? [];
  const option = id === undefined ? undefined : from[id];
  if (!option || answer === undefined) return;
  throw new UserError(`--template ${text} and ${flagText(option, answer)} can't be combined.`, {
    code: "conflict",
    hint: "A remote template is used as it is. Leave one out.",
  });
}

/** Throws where a flag contradicts the preset. */
function assertAgreeing(
  template: string | undefined,
  preset: AnyAnswers,
  given: AnyAnswers,
  from: Catalogue,
): void {
  for (const [id, value] of Object.entries(preset)) {
    const other = given[id];
    if (other === undefined || String(other) === String(value)) continue;
    throw new UserError(
      `--template ${template} and --${from[id]?.flag} ${other} can't be combined.`,
      { code: "conflict", hint: `${template} means --${from[id]?.flag} ${value}. Leave one out.` },
    );
  }
}

function readDirectory(positionals: readonly string[]): string | undefined {
  const command = commandIn(positionals);
  if (command) {
    throw new UserError(`"${command}" is a command, and has to be the first argument.`, {
      code: "command-not-first",
      hint: `To create a project with this name, type ./${command}`,
    });
  }
  if (positionals.length < 2) return positionals[0];
  throw new UserError(
    `Expected one directory, got ${positionals.length}: ${positionals.join(", ")}.`,
    {
      code: "too-many-directories",
      hint: [
        "If its name has spaces, quote it.",
        "With npm, flags come after two dashes: npm create auth-app my-app -- --yes",
      ].join("\n"),
    },
  );
}
