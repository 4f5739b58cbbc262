/** A flag that isn't an answer: it changes what the command does, not what the project is. */
export interface Switch {
  short?: string;
  /** What applies without the flag. If that is `true`, the flag is `--no-…`. */
  default: boolean;
  /** The heading in `--help`. */
  group: "steps" | "behaviour";
  help: string;
}

export const switches = {
  install: {
    default: true,
    group: "steps",
    help: "don't install dependencies (also skips setup)",
  },
  setup: {
    default: true,
    group: "steps",
    help: "don't create the database (also skips the test sign-in)",
  },
  verify: { default: true, group: "steps", help: "don't run a test sign-in" },
  git: { default: true, group: "steps", help: "don't create a git repository and a first commit" },
  overwrite: {
    default: false,
    group: "behaviour",
    help: "write into a directory that isn't empty; replaced files are listed and kept",
  },
  immediate: {
    short: "i",
    default: false,
    group: "behaviour",
    help: "start the development server when done",
  },
  "dry-run": {
    default: false,
    group: "behaviour",
    help: "show what would be written and run; write nothing",
  },
  json: {
    default: false,
    group: "behaviour",
    help: "print one JSON document on stdout, everything else on stderr",
  },
  yes: {
    short: "y",
    default: false,
    group: "behaviour",
    help: "ask nothing: use the default for each question that no flag answers",
  },
  help: { short: "h", default: false, group: "behaviour", help: "show this help" },
  version: { short: "v", default: false, group: "behaviour", help: "show the version" },
} as const satisfies Record<string, Switch>;

export type SwitchName = keyof typeof switches;
export type SwitchValues = Readonly<Record<SwitchName, boolean>>;

export const switchEntries = Object.entries(switches) as [SwitchName, Switch][];
export const switchDefaults = Object.fromEntries(
  switchEntries.map(([name, { default: value }]) => [name, value]),
) as SwitchValues;
