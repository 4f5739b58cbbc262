import { create } from "./create.ts";
import { readHost } from "./host.ts";
import { parseFlags } from "./input/flags.ts";
import { type Answers, catalogue } from "./options/catalogue.ts";
import type { Option } from "./options/option.ts";
import type { SwitchName } from "./options/switches.ts";
import { silent, type Voice } from "./output/voice.ts";
import type { Outcome } from "./plan/outcome.ts";

export { UserError } from "./errors.ts";
export type { Answers, ProjectAnswers } from "./options/catalogue.ts";
export type { Doing, Voice } from "./output/voice.ts";
export type { Outcome, OutcomeError, Status, StepReport } from "./plan/outcome.ts";

export interface CreateOptions {
  /** Where the project goes: relative to `cwd`, or absolute. */
  directory: string;
  /** A set of answers by one name, or `gh:owner/repo[/folder][#ref]`, as in `--template`. */
  template?: string;
  /** What is not answered takes its default. */
  answers?: Partial<Answers>;
  install?: boolean;
  setup?: boolean;
  verify?: boolean;
  git?: boolean;
  /** Write into a directory that is not empty. What is in the way is kept beside. */
  overwrite?: boolean;
  /** Only say what would be done. */
  dryRun?: boolean;
  cwd?: string;
  env?: Readonly<Record<string, string | undefined>>;
  /** Stops what is under way. */
  signal?: AbortSignal;
  /** Hears what happens. Silent without it. */
  voice?: Voice;
}

/**
 * Makes a project, as the command does with `--yes`. Rejects with a `UserError` where nothing was
 * written; a step that fails is told by the outcome's `status`, because then the project stands.
 */
export async function createAuthApp(options: CreateOptions): Promise<Outcome> {
  const { directory, cwd, env, signal, voice = silent } = options;
  const host = { ...readHost(process), ...(cwd !== undefined && { cwd }), ...(env && { env }) };
  const flags = parseFlags(argumentsFor(options));
  const controller = new AbortController();
  return create(
    { ...flags, directory },
    { host, voice, signal: signal ?? controller.signal, ask: undefined },
  );
}

/** The same request as a command line, so that it is checked in the same way. */
function argumentsFor({ template, answers = {}, dryRun, ...options }: CreateOptions): string[] {
  const steps = (["install", "setup", "verify", "git"] as const).filter(
    (name) => options[name] === false,
  );
  const on: SwitchName[] = [
    ...(options.overwrite ? (["overwrite"] as const) : []),
    ...(dryRun ? (["dry-run"] as const) : []),
  ];
  return [
    ...(template === undefined ? [] : [`--template=${template}`]),
    ...Object.entries<Option>(catalogue).flatMap(([id, option]) => {
      const answer = answers[id as keyof Answers];
      if (answer === undefined) return [];
      if (option.kind === "toggle") return [`--${answer ? "" : "no-"}${option.flag}`];
      return [`--${option.flag}=${String(answer)}`];
    }),
    ...steps.map((name) => `--no-${name}`),
    ...on.map((name) => `--${name}`),
  ];
}
