import { exitCodes } from "../errors.ts";
import { catalogue } from "../options/catalogue.ts";
import type { Catalogue, Option } from "../options/option.ts";
import { type Presets, presets } from "../options/presets.ts";
import { type Switch, switchEntries } from "../options/switches.ts";
import type { Style } from "../output/voice.ts";
import { line } from "./help-line.ts";

export function helpText(
  style: Style,
  from: Catalogue = catalogue,
  presetsFrom: Presets = presets,
): string {
  const title = (text: string) => style("bold", text);
  return [
    "Creates an app with working sign-in.",
    "",
    title("Usage"),
    "  npm create auth-app@latest [directory] -- [flags]",
    "  pnpm create auth-app [directory] [flags]      (also yarn and bun)",
    "",
    '  The directory can be new or empty: my-app, apps/web, @me/app, ".", or a path.',
    "  On a terminal, the command asks what the flags leave open. Elsewhere it uses",
    "  the defaults and lists them.",
    "",
    title("Commands for an existing project"),
    "  npx create-auth-app@latest status             version, answers, changed files",
    "  npx create-auth-app@latest add <answer…>      add what you left out",
    "  npx create-auth-app@latest remove <answer…>   remove what you don't need",
    "  npx create-auth-app@latest update             bring in a newer version",
    "",
    "  Each of them has its own --help.",
    "",
    title("Answers"),
    ...line("-t, --template <name>", "a preset:"),
    ...Object.entries(presetsFrom).flatMap(([name, { help }]) => line("", `${name} (${help})`)),
    ...line("", "or a remote template, whose code will run here:"),
    ...line("", "gh:owner/repo[/folder][#ref] (also gitlab:,"),
    ...line("", "bitbucket:, sourcehut:), or https://….tar.gz"),
    ...Object.values(from).flatMap(optionLines),
    "",
    title("Steps"),
    ...switchLines("steps"),
    "",
    title("Behavior"),
    ...switchLines("behaviour"),
    "",
    title("Examples"),
    "  npm create auth-app@latest my-app -- --yes",
    "  npm create auth-app@latest . -- --dry-run",
    "  pnpm create auth-app my-app --yes --immediate",
    "  npx create-auth-app my-app --yes --json",
    "",
    title("Exit codes"),
    `  ${exitCodes.done}    success, or cancelled at a prompt`,
    `  ${exitCodes.failed}    a step failed; how to continue is printed`,
    `  ${exitCodes.usage}    the flags or the directory are invalid; nothing was written`,
    `  ${exitCodes.interrupted}  interrupted while writing or during a step`,
  ].join("\n");
}

function optionLines(option: Option): string[] {
  const only = option.appliesTo === undefined ? "" : `${option.appliesTo} only`;
  if (option.kind === "toggle") {
    return line(`    --[no-]${option.flag}`, `${option.help}${only && ` (${only})`}`);
  }
  const choices = Object.keys(option.choices);
  // If the help itself names the default, it depends on the machine.
  const standard = option.help.includes("(default:") ? "" : `default: ${option.default}`;
  const notes = [only, standard].filter((note) => note !== "").join("; ");
  const isList = option.kind === "some" && choices.length > 1;
  const values = option.kind === "some" ? "<list>" : "<name>";
  return [
    ...line(`    --${option.flag} ${values}`, `${option.help}${notes && ` (${notes})`}`),
    ...line("", isList ? `${choices.join(",")} (one or more)` : choices.join(" | ")),
  ];
}

function switchLines(group: Switch["group"]): string[] {
  return switchEntries
    .filter(([, { group: of }]) => of === group)
    .flatMap(([name, { short, default: on, help }]) => {
      const dashes = short ? `-${short}, ` : "    ";
      return line(`${dashes}--${on ? "no-" : ""}${name}`, help);
    });
}
