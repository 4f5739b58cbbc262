import { parseArgs } from "node:util";
import { UserError } from "../errors.ts";
import { assertApplicable } from "../options/applies.ts";
import {
  type Answer,
  type AnswersOf,
  type Catalogue,
  catalogue,
  type Option,
} from "../options/catalogue.ts";
import { flagText } from "../options/flag-text.ts";
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
import { suggestion } from "./suggest.ts";

/** What the command line says. Options that it does not mention are missing from `answers`. */
export interface Flags<C extends Catalogue = typeof catalogue> {
  directory: string | undefined;
  template: string | undefined;
  /** Where the template is on GitHub, if it is not one of ours. */
  remote: RemoteTemplate | undefined;
  answers: Partial<AnswersOf<C>>;
  switches: SwitchValues;
}

interface Token {
  kind: "option";
  name: string;
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
}

/** The command line as data. Throws a `UserError` at the first thing that is not known. */
export function parseFlags(argv: readonly string[]): Flags {
  return parseFlagsFor(argv, catalogue, presets);
}

/** `parseFlags` for any catalogue. */
export function parseFlagsFor<C extends Catalogue>(
  argv: readonly string[],
  from: C,
  presetsFrom: Presets<C>,
): Flags<C> {
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
    const flag = flagOf(token, known);
    if (flag.kind === "switch") values[flag.name] = onOff(token, flag);
    if (flag.kind === "template") template = templateOf(token, presetsFrom);
    if (flag.kind === "option") given[flag.id] = answerOf(token, flag, given[flag.id]);
  }
  const remote = template && looksRemote(template) ? parseRemoteTemplate(template) : undefined;
  if (remote) assertNoAnswers(remote, given, from);
  const chosen = template === undefined ? {} : (presetsFrom[template]?.answers ?? {});
  const answers = { ...given, ...agreed(template, chosen, given, from) } as Partial<AnswersOf<C>>;
  assertApplicable(answers, from);
  return {
    directory: directoryOf(positionals),
    template,
    remote,
    answers,
    switches: values,
  };
}

type Flag =
  | { kind: "switch"; name: SwitchName; short?: string; negated: boolean; takesValue: false }
  | { kind: "template"; short: string; takesValue: true }
  | { kind: "option"; id: string; option: Option; negated: boolean; takesValue: boolean };

/** Every flag by its name without dashes, `no-…` forms included. */
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

function flagOf(token: Token, known: ReadonlyMap<string, Flag>): Flag {
  const flag = known.get(token.name);
  if (flag) return flag;
  const names = [...known.keys()];
  const near = suggestion(token.name, names) ?? suggestion(token.name.replace(/^no-/, ""), names);
  throw new UserError(`There is no flag ${token.rawName}.`, {
    code: "unknown-flag",
    hint: near ? `Did you mean --${near}?` : "create-auth-app --help lists them all.",
  });
}

function onOff(token: Token, flag: { negated: boolean }): boolean {
  if (token.value !== undefined) {
    throw new UserError(`${token.rawName} takes no value.`, {
      code: "bad-value",
      hint: `Leave out "=${token.value}".`,
    });
  }
  return !flag.negated;
}

function answerOf(
  token: Token,
  { option, negated }: { option: Option; negated: boolean },
  before: Answer | undefined,
): Answer {
  if (option.kind === "toggle") return onOff(token, { negated });
  const allowed = Object.keys(option.choices);
  const value = givenValue(token, allowed);
  if (option.kind === "one") return oneAllowed(token.rawName, value, allowed);
  const items = value.split(",").map((item) => item.trim());
  for (const item of items) oneAllowed(token.rawName, item, allowed);
  // In the order of the catalogue: the same set is the same answer, however it was typed.
  const all = new Set([...items, ...((before as readonly string[] | undefined) ?? [])]);
  return allowed.filter((choice) => all.has(choice));
}

function givenValue(token: Token, allowed: readonly string[]): string {
  // `--framework --yes` is a forgotten value, not a framework named "--yes".
  const forgotten = token.value === undefined || (!token.inlineValue && /^-./.test(token.value));
  if (!forgotten && token.value) return token.value;
  throw new UserError(`${token.rawName} needs a value.`, {
    code: "bad-value",
    hint: allowedText(allowed),
  });
}

function oneAllowed(flag: string, value: string, allowed: readonly string[]): string {
  if (allowed.includes(value)) return value;
  const near = suggestion(value, allowed);
  throw new UserError(`${flag} cannot be "${value}".`, {
    code: "bad-value",
    hint: [near && `Did you mean ${near}?`, allowedText(allowed)].filter(Boolean).join("\n"),
  });
}

function allowedText(allowed: readonly string[]): string {
  return `Allowed: ${allowed.join(", ")}.`;
}

function templateOf(token: Token, from: Presets): string {
  const allowed = Object.keys(from);
  const value = givenValue(token, allowed);
  if (allowed.includes(value)) return value;
  if (looksRemote(value)) return value;
  return oneAllowed(token.rawName, value, allowed);
}

/** What installs it may be chosen for any project; what is in it is the template's to say. */
const answersBeside = new Set(["pm"]);

function assertNoAnswers(
  { text }: RemoteTemplate,
  given: Readonly<Record<string, Answer>>,
  from: Catalogue,
): void {
  const [id, value] = Object.entries(given).find(([id]) => !answersBeside.has(id)) ?? [];
  const option = id === undefined ? undefined : from[id];
  if (!option || value === undefined) return;
  throw new UserError(`--template ${text} and ${flagText(option, value)} exclude each other.`, {
    code: "conflict",
    hint: "A remote template is taken as it is. Leave one out.",
  });
}

/** The answers of a template, after making sure that no flag says something else. */
function agreed(
  template: string | undefined,
  chosen: Readonly<Record<string, unknown>>,
  given: Readonly<Record<string, Answer>>,
  from: Catalogue,
): Readonly<Record<string, unknown>> {
  for (const [id, value] of Object.entries(chosen)) {
    const other = given[id];
    if (other === undefined || String(other) === String(value)) continue;
    throw new UserError(
      `--template ${template} and --${from[id]?.flag} ${other} exclude each other.`,
      { code: "conflict", hint: `${template} means --${from[id]?.flag} ${value}. Leave one out.` },
    );
  }
  return chosen;
}

function directoryOf(positionals: readonly string[]): string | undefined {
  if (positionals.length < 2) return positionals[0];
  throw new UserError(
    `One directory is enough; there are ${positionals.length}: ${positionals.join(", ")}.`,
    {
      code: "too-many-directories",
      hint: [
        "Quote a directory with spaces.",
        "With npm, flags come after two dashes: npm create auth-app my-app -- --yes",
      ].join("\n"),
    },
  );
}
