import { Cancelled, exitCodes, Interrupted, UserError } from "../errors.ts";
import type { Host } from "../host.ts";
import type { TakenDefault } from "../options/answers.ts";
import type { ProjectAnswers } from "../options/catalogue.ts";
import { commandText } from "../options/package-managers.ts";
import type { PlannedStep, StepId } from "./planned-steps.ts";

export type Status =
  /** Everything was done. */
  | "done"
  /** `--dry-run`: nothing was done. */
  | "planned"
  /** The user quit at a question. Nothing was written. */
  | "cancelled"
  /** Something was wrong, so nothing was written. */
  | "refused"
  /** A step failed. The project is there. */
  | "failed"
  /** A signal arrived. `files` is empty if nothing was written. */
  | "interrupted";

export interface StepReport {
  id: StepId;
  /** What was run, or would be run. */
  commands: readonly string[];
  status: "planned" | "done" | "skipped" | "failed" | "not-run";
  /** Why it was skipped or why it failed. */
  reason: string | null;
  seconds: number | null;
  exitCode: number | null;
}

export interface OutcomeError {
  code: string;
  message: string;
  hint: string | null;
  /** The last lines of the step's output. */
  output: readonly string[];
  /** The file with all of it. */
  log: string | null;
}

/** The result: the document that `--json` prints, and what `createAuthApp` resolves to. */
export interface Outcome {
  status: Status;
  exitCode: number;
  /** Of create-auth-app. */
  version: string;
  directory: string | null;
  /** Null for a remote template. */
  answers: ProjectAnswers | null;
  /** The remote template that the project comes from. */
  template: string | null;
  /** The defaults that were used without asking. */
  defaults: readonly TakenDefault[];
  files: readonly { path: string; bytes: number }[];
  /** Files that were replaced, and the directory in which they are kept. */
  replaced: readonly string[];
  backup: string | null;
  steps: readonly StepReport[];
  warnings: readonly string[];
  /** What to type next. */
  next: readonly string[];
  /** The command that repeats this setup. */
  command: string | null;
  error: OutcomeError | null;
}

/** An outcome without content. The order is that of the document: what scripts look at comes first. */
export const nothing: Omit<Outcome, "status" | "exitCode" | "version"> = {
  directory: null,
  answers: null,
  template: null,
  defaults: [],
  files: [],
  replaced: [],
  backup: null,
  steps: [],
  warnings: [],
  next: [],
  command: null,
  error: null,
};

/** What is known about a step before it runs. */
export function reportPlanned(step: PlannedStep, platform: Host["platform"]): StepReport {
  return {
    id: step.id,
    commands: step.commands.map((command) => commandText(command, platform)),
    status: step.skipped === undefined ? "planned" : "skipped",
    reason: step.skipped?.reason ?? null,
    seconds: null,
    exitCode: null,
  };
}

/** Marks a step as not run, unless it is skipped anyway. */
export function reportNotRun(report: StepReport): StepReport {
  return report.status === "planned" ? { ...report, status: "not-run" } : report;
}

/** The outcome if nothing was written, whatever was thrown. */
export function outcomeOfError(error: unknown, version: string): Outcome {
  const { status, exitCode, ...rest } = described(error);
  return { status, exitCode, version, ...nothing, error: { ...rest, output: [], log: null } };
}

type Described = Pick<OutcomeError, "code" | "message" | "hint"> & {
  status: Status;
  exitCode: number;
};

function described(error: unknown): Described {
  if (error instanceof Cancelled) {
    const { done: exitCode } = exitCodes;
    return { status: "cancelled", exitCode, code: "cancelled", message: "Cancelled.", hint: null };
  }
  if (error instanceof Interrupted) {
    const { exitCode, message } = error;
    return { status: "interrupted", exitCode, code: "interrupted", message, hint: null };
  }
  if (error instanceof UserError) {
    const { exitCode, code, message, hint = null } = error;
    return { status: "refused", exitCode, code, message, hint };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { status: "refused", exitCode: exitCodes.failed, code: "unexpected", message, hint: null };
}
