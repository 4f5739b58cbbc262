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
    "Makes an app in which a person can sign in at once.",
    "",
    title("Usage"),
    "  npm create auth-app@latest [directory] -- [flags]",
    "  pnpm create auth-app [directory] [flags]      (yarn and bun too)",
    "",
    "  The directory may be new or empty: my-app, apps/web, @me/app, . or a path.",
    "  On a terminal it asks for what the flags leave open; elsewhere it takes the",
    "  defaults and says which.",
    "",
    title("Answers"),
    ...line("-t, --template <name>", "a set of answers by one name:"),
    ...Object.entries(presetsFrom).flatMap(([name, { help }]) => line("", `${name} (${help})`)),
    ...line("", "or one from elsewhere, whose code is then run:"),
    ...line("", "gh:owner/repo[/folder][#ref] (also gitlab:,"),
    ...line("", "bitbucket:, sourcehut:), or https://….tar.gz"),
    ...Object.values(from).flatMap(optionLines),
    "",
    title("Steps"),
    ...switchLines("steps"),
    "",
    title("Behaviour"),
    ...switchLines("behaviour"),
    "",
    title("Examples"),
    "  npm create auth-app@latest my-app -- --yes",
    "  npm create auth-app@latest . -- --dry-run",
    "  pnpm create auth-app my-app --yes --immediate",
    "  npx create-auth-app my-app --yes --json",
    "",
    title("Exit codes"),
    `  ${exitCodes.done}    done, or left at a question`,
    `  ${exitCodes.failed}    a step failed; the command to go on with is printed`,
    `  ${exitCodes.usage}    the flags or the directory cannot be used; nothing was written`,
    `  ${exitCodes.interrupted}  interrupted while writing or in a step`,
  ].join("\n");
}

function optionLines(option: Option): string[] {
  const only = option.appliesTo === undefined ? "" : `${option.appliesTo} only`;
  if (option.kind === "toggle") {
    return line(`    --[no-]${option.flag}`, `${option.help}${only && ` (${only})`}`);
  }
  const choices = Object.keys(option.choices);
  // Where the help says itself what the default is, it depends on the machine.
  const standard = option.help.includes("(default:") ? "" : `default: ${option.default}`;
  const notes = [only, standard].filter((note) => note !== "").join("; ");
  const values = option.kind === "some" ? "<list>" : "<name>";
  return [
    ...line(`    --${option.flag} ${values}`, `${option.help}${notes && ` (${notes})`}`),
    ...line("", choices.join(option.kind === "some" ? ", " : " | ")),
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
