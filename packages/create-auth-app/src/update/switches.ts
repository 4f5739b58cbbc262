/** The flags of the commands that change a project, besides the answers. */
export const updateSwitches = {
  "dry-run": { default: false, help: "show what would change; write nothing" },
  diff: { default: false, help: "show the changes themselves, all or those of one file" },
  json: { default: false, help: "one JSON document on stdout; everything else on stderr" },
  yes: { default: false, help: "ask nothing" },
  "drop-data": { default: false, help: "also drop tables and columns that are no longer needed" },
  continue: { default: false, help: "continue after resolving conflicts or a failed step" },
  abort: { default: false, help: "undo the update: restore every file" },
  install: { default: true, help: "don't install (also skips the steps after it)" },
  setup: { default: true, help: "don't migrate the database (also skips the test sign-in)" },
  verify: { default: true, help: "don't run a test sign-in" },
  help: { default: false, help: "show this help" },
} as const satisfies Record<string, { default: boolean; help: string }>;

export type UpdateSwitch = keyof typeof updateSwitches;
export type UpdateSwitchValues = Readonly<Record<UpdateSwitch, boolean>>;

export const updateSwitchDefaults = Object.fromEntries(
  Object.entries(updateSwitches).map(([name, { default: value }]) => [name, value]),
) as UpdateSwitchValues;

export const shortSwitches: Readonly<Record<string, UpdateSwitch>> = { y: "yes", h: "help" };

/** The switches of `status`, which changes nothing. */
export const statusSwitches: readonly UpdateSwitch[] = ["json", "help"];
