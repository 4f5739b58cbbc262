/** What changes a project that exists. Everything else on the command line creates one. */
const commandNames = ["update", "add", "remove", "status"] as const;

export type CommandName = (typeof commandNames)[number];

/** The command is the first argument. A project of that name is `./update`. */
export function commandIn([first]: readonly string[]): CommandName | undefined {
  return commandNames.find((name) => name === first);
}
