import { parseArgs } from "node:util";
import { UserError } from "../errors.ts";
import type { CommandName } from "../input/commands.ts";
import { readAnswer, readOnOff, suggestion, type Token } from "../input/flag-values.ts";
import { type Answers, catalogue } from "../options/catalogue.ts";
import type { Answer, Option } from "../options/option.ts";
import {
  shortSwitches,
  statusSwitches,
  type UpdateSwitch,
  type UpdateSwitchValues,
  updateSwitchDefaults,
  updateSwitches,
} from "./switches.ts";

/** The command line of `update`, `add`, `remove`, and `status`. */
export interface UpdateFlags {
  command: CommandName;
  directory: string | undefined;
  /** For `add` and `remove`: the names of the answers. */
  names: readonly string[];
  /** Only the answers that flags give. */
  answers: Partial<Answers>;
  switches: UpdateSwitchValues;
  /** The file or folder to show the changes of. */
  diffPath: string | undefined;
}

type Flag =
  | { kind: "switch"; name: UpdateSwitch; negated: boolean }
  | { kind: "option"; id: string; option: Option; negated: boolean };

/** Parses the arguments after the command's name. Throws a `UserError` at the first unknown one. */
export function parseUpdate(command: CommandName, argv: readonly string[]): UpdateFlags {
  const known = knownFlags(command);
  const { tokens } = parseArgs({
    args: withDiffValue(argv),
    strict: false,
    tokens: true,
    options: Object.fromEntries([...known].map(([name, flag]) => [name, parserOption(name, flag)])),
  });
  const given: Record<string, Answer> = {};
  const values: Record<UpdateSwitch, boolean> = { ...updateSwitchDefaults };
  const positionals: string[] = [];
  let diffPath: string | undefined;
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const flag = findFlag(token, known, command);
    if (flag.kind === "option") given[flag.id] = readAnswer(token, flag, given[flag.id]);
    else if (flag.name !== "diff") values[flag.name] = readOnOff(token, flag.negated);
    else {
      values.diff = true;
      diffPath = token.value || undefined;
    }
  }
  const switches = { ...values, "dry-run": values["dry-run"] || values.diff };
  assertTogether(switches, [...Object.keys(given)], command);
  const answers: Partial<Answers> = given;
  return {
    command,
    ...readPositionals(command, positionals, switches),
    answers,
    switches,
    diffPath,
  };
}

/** The value of `--diff` is optional, which `parseArgs` doesn't support. */
function withDiffValue(argv: readonly string[]): string[] {
  return argv.map((argument, index) => {
    const next = argv[index + 1];
    const alone = next === undefined || next.startsWith("-");
    return argument === "--diff" && alone ? "--diff=" : argument;
  });
}

function knownFlags(command: CommandName): Map<string, Flag> {
  const flags = new Map<string, Flag>();
  const switches = Object.entries(updateSwitches) as [UpdateSwitch, { default: boolean }][];
  for (const [name, { default: on }] of switches) {
    if (command === "status" && !statusSwitches.includes(name)) continue;
    flags.set(name, { kind: "switch", name, negated: false });
    if (on) flags.set(`no-${name}`, { kind: "switch", name, negated: true });
  }
  // The other commands take answers by name.
  if (command !== "update") return flags;
  for (const [id, option] of Object.entries<Option>(catalogue)) {
    flags.set(option.flag, { kind: "option", id, option, negated: false });
    if (option.kind === "toggle")
      flags.set(`no-${option.flag}`, { kind: "option", id, option, negated: true });
  }
  return flags;
}

function parserOption(name: string, flag: Flag): { type: "string" | "boolean"; short?: string } {
  const short = Object.keys(shortSwitches).find((letter) => shortSwitches[letter] === name);
  const takesValue = flag.kind === "option" ? flag.option.kind !== "toggle" : name === "diff";
  return { type: takesValue ? "string" : "boolean", ...(short && { short }) };
}

function findFlag(token: Token, known: ReadonlyMap<string, Flag>, command: CommandName): Flag {
  const flag = known.get(token.name);
  if (flag) return flag;
  const names = [...known.keys()];
  const near = suggestion(token.name, names) ?? suggestion(token.name.replace(/^no-/, ""), names);
  throw new UserError(`Unknown flag: ${token.rawName}.`, {
    code: "unknown-flag",
    hint: near ? `Did you mean --${near}?` : `create-auth-app ${command} --help lists them all.`,
  });
}

function assertTogether(
  switches: UpdateSwitchValues,
  answers: readonly string[],
  command: CommandName,
): void {
  const resuming = (["continue", "abort"] as const).filter((name) => switches[name]);
  const [first, second] = resuming;
  if (!first) return;
  if (second) throw conflict("--continue and --abort can't be combined.");
  if (command !== "update")
    throw conflict(`Use "update --${first}", even if the update was started by "${command}".`);
  if (answers.length > 0)
    throw conflict(`--${first} takes no answers: it acts on the update in progress.`);
  if (switches["dry-run"]) throw conflict(`--${first} can't be combined with --dry-run or --diff.`);
}

function conflict(message: string): UserError {
  return new UserError(message, { code: "conflict" });
}

function readPositionals(
  command: CommandName,
  positionals: readonly string[],
  { help }: UpdateSwitchValues,
): Pick<UpdateFlags, "directory" | "names"> {
  const named = command === "add" || command === "remove";
  const directories = named ? positionals.filter(looksLikePath) : positionals;
  const names = named ? positionals.filter((text) => !looksLikePath(text)) : [];
  if (directories.length > 1) {
    throw new UserError(
      `Expected one directory, got ${directories.length}: ${directories.join(", ")}.`,
      {
        code: "too-many-directories",
        hint: "Quote a directory with spaces.",
      },
    );
  }
  if (named && names.length === 0 && !help) {
    throw new UserError(`What should be ${command === "add" ? "added" : "removed"}?`, {
      code: "bad-value",
      hint: `For example: create-auth-app ${command} two-factor`,
    });
  }
  return { directory: directories[0], names };
}

/** Answers are plain words, so anything with a slash or a dot is a directory. */
function looksLikePath(text: string): boolean {
  return /[./\\]/.test(text);
}
