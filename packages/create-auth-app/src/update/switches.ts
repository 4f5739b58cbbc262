/** What the commands that change a project can be told, beside the answers. */
export const updateSwitches = {
  "dry-run": { default: false, help: "show what would change; write nothing" },
  diff: { default: false, help: "show the changes themselves, all or those of one file" },
  json: { default: false, help: "one JSON document on stdout; everything else on stderr" },
  yes: { default: false, help: "ask nothing" },
  "drop-data": { default: false, help: "also apply what drops tables or columns" },
  continue: { default: false, help: "go on after conflicts are resolved, or a step has failed" },
  abort: { default: false, help: "give back every file as it was before the update" },
  install: { default: true, help: "do not install (then no step after it runs either)" },
  setup: { default: true, help: "do not migrate the database (then nothing is verified)" },
  verify: { default: true, help: "do not sign in once to prove that it works" },
  help: { default: false, help: "show this" },
} as const satisfies Record<string, { default: boolean; help: string }>;

export type UpdateSwitch = keyof typeof updateSwitches;
export type UpdateSwitchValues = Readonly<Record<UpdateSwitch, boolean>>;

export const updateSwitchDefaults = Object.fromEntries(
  Object.entries(updateSwitches).map(([name, { default: value }]) => [name, value]),
) as UpdateSwitchValues;

export const shortSwitches: Readonly<Record<string, UpdateSwitch>> = { y: "yes", h: "help" };

/** The switches that `status`, which changes nothing, understands. */
export const statusSwitches: readonly UpdateSwitch[] = ["json", "help"];
