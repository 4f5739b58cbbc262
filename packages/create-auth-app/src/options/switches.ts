/** A flag that is no answer: it says how the command behaves, not what the project is. */
export interface Switch {
  short?: string;
  /** What holds without the flag. Where it is on, the flag is `--no-…`. */
  default: boolean;
  /** Under which heading `--help` shows it. */
  group: "steps" | "behaviour";
  help: string;
}

export const switches = {
  install: {
    default: true,
    group: "steps",
    help: "do not install (then nothing is set up either)",
  },
  setup: {
    default: true,
    group: "steps",
    help: "do not make the database (then nothing is verified)",
  },
  verify: { default: true, group: "steps", help: "do not sign in once to prove that it works" },
  git: { default: true, group: "steps", help: "do not make a repository and a first commit" },
  overwrite: {
    default: false,
    group: "behaviour",
    help: "write into a directory that is not empty; the files it replaces are listed and kept",
  },
  immediate: {
    short: "i",
    default: false,
    group: "behaviour",
    help: "start the development server at the end",
  },
  "dry-run": {
    default: false,
    group: "behaviour",
    help: "say what would be written and run; write nothing",
  },
  json: {
    default: false,
    group: "behaviour",
    help: "one JSON document on stdout; everything else on stderr",
  },
  yes: {
    short: "y",
    default: false,
    group: "behaviour",
    help: "ask nothing: take the default of each question not answered by a flag",
  },
  help: { short: "h", default: false, group: "behaviour", help: "show this" },
  version: { short: "v", default: false, group: "behaviour", help: "show the version" },
} as const satisfies Record<string, Switch>;

export type SwitchName = keyof typeof switches;
export type SwitchValues = Readonly<Record<SwitchName, boolean>>;

export const switchEntries = Object.entries(switches) as [SwitchName, Switch][];
export const switchDefaults = Object.fromEntries(
  switchEntries.map(([name, { default: value }]) => [name, value]),
) as SwitchValues;
