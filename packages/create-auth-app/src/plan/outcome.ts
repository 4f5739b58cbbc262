import type { TakenDefault } from "../options/answers.ts";
import type { Answers } from "../options/catalogue.ts";
import type { StepId } from "./plan.ts";

export type Status =
  /** Everything was done. */
  | "done"
  /** `--dry-run`: nothing was done. */
  | "planned"
  /** The user left at a question. Nothing was written. */
  | "cancelled"
  /** Something was wrong before anything was written. */
  | "refused"
  /** A step failed. The project stands. */
  | "failed"
  /** A signal came. `files` is empty if nothing was written. */
  | "interrupted";

export interface StepReport {
  id: StepId;
  /** What was run, or would be. */
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

/** What came of it: the document that `--json` prints, and what `createAuthApp` resolves to. */
export interface Outcome {
  status: Status;
  exitCode: number;
  /** Of create-auth-app. */
  version: string;
  directory: string | null;
  /** Null for a remote template, which is no set of answers. */
  answers: Answers | null;
  /** The remote template that it was made from. */
  template: string | null;
  /** The defaults that were taken without asking. */
  defaults: readonly TakenDefault[];
  files: readonly { path: string; bytes: number }[];
  /** Files that were in the way, and the directory in which they are kept. */
  replaced: readonly string[];
  backup: string | null;
  steps: readonly StepReport[];
  warnings: readonly string[];
  /** What to type next. */
  next: readonly string[];
  /** The one line that does the same again. */
  command: string | null;
  error: OutcomeError | null;
}

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
