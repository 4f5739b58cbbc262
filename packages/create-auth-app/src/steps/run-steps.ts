import { exitCodes, Interrupted } from "../errors.ts";
import type { Host } from "../host.ts";
import { commandText, packageManagers } from "../options/package-managers.ts";
import type { Voice } from "../output/voice.ts";
import {
  type OutcomeError,
  reportNotRun,
  reportPlanned,
  type StepReport,
} from "../plan/outcome.ts";
import type { Plan } from "../plan/plan.ts";
import type { PlannedStep, StepId } from "../plan/planned-steps.ts";
import { firstCommit } from "./first-commit.ts";
import { projectEnv } from "./project-env.ts";
import { type Registry, unreachable } from "./registry.ts";
import { makeLog, type Running, removeLog, runCommand, tailOf } from "./run-command.ts";

export interface StepsRequest {
  plan: Pick<Plan, "steps"> & {
    target: Pick<Plan["target"], "path">;
    answers: Pick<Plan["answers"], "pm">;
  };
  /** The project's .env.example. */
  example: string;
  registry: Registry | undefined;
  host: Pick<Host, "platform" | "env">;
  voice: Voice;
  signal: AbortSignal;
}

export interface StepsOutcome {
  reports: readonly StepReport[];
  /** Where it stopped early, and why. */
  stopped: { at: StepId; error: OutcomeError; exitCode: number } | undefined;
}

const tailLines = 20;
type Result = { skipped?: string | undefined; error?: OutcomeError; exitCode?: number | undefined };

/** Runs the steps one after another, up to the first that fails. */
export async function runSteps(request: StepsRequest): Promise<StepsOutcome> {
  const reports = request.plan.steps.map((step) => reportPlanned(step, request.host.platform));
  for (const [index, step] of request.plan.steps.entries()) {
    const report = reports[index];
    if (!report || report.status === "skipped") continue;
    const { stopped, ...ended } = await runStep(step, request);
    reports[index] = { ...report, ...ended };
    if (!stopped) continue;
    const after = reports.slice(index + 1).map((later) => reportNotRun(later));
    return {
      reports: [...reports.slice(0, index + 1), ...after],
      stopped: { at: step.id, ...stopped },
    };
  }
  return { reports, stopped: undefined };
}

async function runStep(step: PlannedStep, request: StepsRequest) {
  const { signal } = request;
  const start = performance.now();
  const doing = request.voice.begin(step.doing);
  const log = makeLog(step.id);
  const running = {
    cwd: request.plan.target.path,
    env: projectEnv(request.host.env, request.example),
    signal,
    log,
  };
  const result: Result = signal.aborted ? {} : await runners[step.id](step, running, request);
  const { skipped, error, exitCode } = result;
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  const report = { seconds, exitCode: exitCode ?? null };
  if (signal.aborted) {
    removeLog(log);
    doing.failed(`${step.doing}: interrupted`);
    const { reason } = signal;
    const code = reason instanceof Interrupted ? reason.exitCode : exitCodes.interrupted;
    const stopped = { error: interruption(step), exitCode: code };
    return { ...report, status: "failed", reason: "interrupted", stopped } as const;
  }
  if (error) {
    doing.failed(`${step.doing}: failed after ${seconds.toFixed(1)}s`);
    const stopped = { error, exitCode: exitCodes.failed };
    return { ...report, status: "failed", reason: error.message, stopped } as const;
  }
  removeLog(log);
  if (skipped) {
    doing.skipped(`No first commit: ${skipped}`);
    return { ...report, status: "skipped", reason: skipped, stopped: undefined } as const;
  }
  doing.done(`${step.done} ${request.voice.style("dim", `${seconds.toFixed(1)}s`)}`);
  return { ...report, status: "done", stopped: undefined } as const;
}

const runners: Record<
  StepId,
  (step: PlannedStep, running: Running, request: StepsRequest) => Promise<Result>
> = {
  install: async (step, running, { plan, registry, host }) => {
    const problem = registry && (await unreachable(registry));
    if (problem) return { error: failure("no-network", problem, running.log, []) };
    const { impatience } = packageManagers[plan.answers.pm];
    return runScript(step, { ...running, env: { ...impatience, ...running.env } }, { host });
  },
  typecheck: runScript,
  setup: runScript,
  verify: runScript,
  git: ({ commands }, running) => firstCommit(commands, running),
};

async function runScript(
  step: PlannedStep,
  running: Running,
  { host }: Pick<StepsRequest, "host">,
): Promise<Result> {
  for (const command of step.commands) {
    const { exitCode, startError } = await runCommand(command, running);
    if (exitCode === 0) continue;
    const text = commandText(command, host.platform);
    const ended = exitCode === undefined ? "was killed" : `failed with exit code ${exitCode}`;
    const message = startError
      ? `"${text}" couldn't be started (${startError}).`
      : `"${text}" ${ended}.`;
    return {
      error: failure(`${step.id}-failed`, message, running.log, tailOf(running.log, tailLines)),
      exitCode,
    };
  }
  return { exitCode: 0 };
}

function failure(
  code: string,
  message: string,
  log: string,
  output: readonly string[],
): OutcomeError {
  return { code, message, hint: null, output, log: output.length > 0 ? log : null };
}

function interruption(step: PlannedStep): OutcomeError {
  return {
    code: "interrupted",
    message: `Interrupted: ${step.doing}.`,
    hint: null,
    output: [],
    log: null,
  };
}
