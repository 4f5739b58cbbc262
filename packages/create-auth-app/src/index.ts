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
  /** A preset, or `gh:owner/repo[/folder][#ref]`, as in `--template`. */
  template?: string;
  /** Options that are left out take their defaults. */
  answers?: Partial<Answers>;
  install?: boolean;
  setup?: boolean;
  verify?: boolean;
  git?: boolean;
  /** Write into a directory that isn't empty. Replaced files are kept. */
  overwrite?: boolean;
  /** Only report what would be done. */
  dryRun?: boolean;
  cwd?: string;
  env?: Readonly<Record<string, string | undefined>>;
  /** Stops whatever is running. */
  signal?: AbortSignal;
  /** Is told what happens. Silent without it. */
  voice?: Voice;
}

/**
 * Creates a project, as the command does with `--yes`. Rejects with a `UserError` if nothing was
 * written. If a step fails, the project is there, and the outcome's `status` says so.
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

/** The same request as a command line, so it is checked in the same way. */
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
