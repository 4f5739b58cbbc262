import { execa } from "execa";
import type { Host } from "../host.ts";
import { projectEnv } from "../steps/project-env.ts";
import { environment, shared } from "../steps/run-command.ts";

export interface RunResult {
  /** Undefined if it didn't start or was killed. */
  exitCode: number | undefined;
  /** `ENOENT` if there is no such program. */
  code: string | undefined;
  stdout: string;
  /** Both streams, one after the other. */
  all: string;
  stderr: string;
}

export interface RunOptions {
  cwd: string;
  env: Host["env"];
  signal?: AbortSignal | undefined;
  input?: string;
  timeout?: number;
}

/** Runs a program and returns its output. */
export async function run(
  program: string,
  args: readonly string[],
  { cwd, env, signal, input, timeout = 120_000 }: RunOptions,
): Promise<RunResult> {
  const { exitCode, code, stdout, stderr } = await execa(program, args, {
    ...shared,
    cwd,
    // In English, and without the variables of a git hook that this may run in.
    env: { ...environment(projectEnv(env, "")), LC_ALL: "C", LANGUAGE: "C" },
    ...(input === undefined ? { stdin: "ignore" as const } : { input }),
    ...(signal && { cancelSignal: signal }),
    timeout,
    stripFinalNewline: false,
  });
  signal?.throwIfAborted();
  return { exitCode, code, stdout, stderr, all: `${stdout}${stderr}` };
}
