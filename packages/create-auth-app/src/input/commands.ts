/** The commands for an existing project. Any other command line creates a project. */
export const commandNames = ["update", "add", "remove", "status"] as const;

export type CommandName = (typeof commandNames)[number];

/** The command is the first argument. A project with that name is written `./update`. */
export function commandIn([first]: readonly string[]): CommandName | undefined {
  return commandNames.find((name) => name === first);
}

/** `help` and `help update`, as other tools have them: the same as `--help` and `update --help`. */
export function withHelpAsFlag(argv: readonly string[]): readonly string[] {
  const [first, ...rest] = argv;
  return first === "help" ? [...rest, "--help"] : argv;
}
