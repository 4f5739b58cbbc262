import type { CommandName } from "../input/commands.ts";
import { line } from "../input/help-line.ts";
import { catalogue } from "../options/catalogue.ts";
import type { Option } from "../options/option.ts";
import type { Style } from "../output/voice.ts";
import { shortSwitches, statusSwitches, type UpdateSwitch, updateSwitches } from "./switches.ts";

const usage: Readonly<Record<CommandName, readonly string[]>> = {
  update: [
    "Updates a project to this version of create-auth-app, or changes its answers.",
    "Your edits are kept, and merged with the update's changes.",
    "",
    "Usage",
    "  npx create-auth-app@latest update [directory] [flags]",
    "  npm create auth-app@latest update              (for a new project with this name: ./update)",
  ],
  add: [
    "Adds features to a project. Your edits are kept.",
    "",
    "Usage",
    "  npx create-auth-app@latest add <answer…> [./directory] [flags]",
  ],
  remove: [
    "Removes features from a project. Your edits are kept.",
    "",
    "Usage",
    "  npx create-auth-app@latest remove <answer…> [./directory] [flags]",
  ],
  status: [
    "Shows a project's version, answers, and changed files, and whether there's a",
    "newer version.",
    "",
    "Usage",
    "  npx create-auth-app@latest status [directory] [--json]",
  ],
};

const examples: Readonly<Record<CommandName, readonly string[]>> = {
  update: [
    "  npx create-auth-app@latest update",
    "  npx create-auth-app@latest update --sign-in email-code,password --two-factor",
    "  npx create-auth-app@latest update --dry-run",
    "  npx create-auth-app@latest update --diff app/routes.ts",
  ],
  add: ["  npx create-auth-app@latest add password two-factor"],
  remove: ["  npx create-auth-app@latest remove two-factor --dry-run"],
  status: ["  npx create-auth-app@latest status"],
};

/** `--help` of a command that changes a project. */
export function updateHelp(command: CommandName, style: Style): string {
  const title = (text: string) => style("bold", text);
  return [
    ...usage[command].map((text) => (text === "Usage" ? title(text) : text)),
    "",
    ...(command === "update" ? [title("Answers"), ...flagLines(), ""] : []),
    ...(command === "add" || command === "remove" ? [title("Answers"), ...nameLines(), ""] : []),
    title("Flags"),
    ...switchLines(command),
    "",
    title("Examples"),
    ...examples[command],
    ...(command === "status" ? [] : ["", title("Exit codes"), ...exitCodeLines]),
  ].join("\n");
}

const exitCodeLines = [
  "  0    success, nothing to do, or cancelled at a prompt",
  "  1    conflicts to resolve, or a step failed; what to do next is printed",
  "  2    wrong flags, or no project here; nothing was written",
  "  130  interrupted",
];

function flagLines(): string[] {
  return Object.entries<Option>(catalogue).flatMap(([id, option]) => {
    if (id === "framework") return [];
    if (option.kind === "toggle") return line(`--[no-]${option.flag}`, option.help);
    const separator = option.kind === "some" ? ", " : " | ";
    const value = option.kind === "some" ? "<list>" : "<name>";
    return line(`--${option.flag} ${value}`, Object.keys(option.choices).join(separator));
  });
}

function nameLines(): string[] {
  return Object.entries<Option>(catalogue).flatMap(([id, option]) => {
    if (id === "framework") return [];
    if (option.kind === "toggle") return line(option.flag, option.help);
    return line(option.label, Object.keys(option.choices).join(", "));
  });
}

function switchLines(command: CommandName): string[] {
  const entries = Object.entries(updateSwitches) as [
    UpdateSwitch,
    { default: boolean; help: string },
  ][];
  return entries.flatMap(([name, { default: on, help }]) => {
    if (command === "status" && !statusSwitches.includes(name)) return [];
    if (command !== "update" && (name === "continue" || name === "abort")) return [];
    const letter = Object.keys(shortSwitches).find((short) => shortSwitches[short] === name);
    const value = name === "diff" ? " [path]" : "";
    return line(`${letter ? `-${letter}, ` : "    "}--${on ? "no-" : ""}${name}${value}`, help);
  });
}
