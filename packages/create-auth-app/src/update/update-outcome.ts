import { Cancelled, exitCodes, Interrupted, UserError } from "../errors.ts";
import type { CommandName } from "../input/commands.ts";
import type { Answers } from "../options/catalogue.ts";
import type { OutcomeError, StepReport } from "../plan/outcome.ts";
import type { Change } from "./merge.ts";

export type UpdateStatus =
  /** Everything was done. */
  | "done"
  /** The project is already up to date. */
  | "nothing-to-do"
  /** `--dry-run`: nothing was done. */
  | "planned"
  /** Written, with conflicts to resolve. */
  | "conflicts"
  /** Every file is as it was before the update. */
  | "aborted"
  /** The user quit at a question. Nothing was written. */
  | "cancelled"
  /** Something was wrong before anything was written. */
  | "refused"
  /** The files are written, and a step failed. */
  | "failed"
  | "interrupted";

export interface Conflict {
  path: string;
  /** Where its markers begin. A file can have several conflicts. */
  line: number;
  reason: string;
}

/** The migration of an update. */
export interface MigrationReport {
  name: string;
  statements: readonly string[];
  /** Statements that delete data. They are written as comments, unless `--drop-data` is given. */
  heldBack: readonly string[];
}

/** The result: the document that `--json` prints. */
export interface UpdateOutcome {
  command: CommandName;
  status: UpdateStatus;
  exitCode: number;
  /** Of create-auth-app. */
  version: string;
  directory: string | null;
  /** How the project was created, or updated last. */
  from: { version: string; answers: Answers } | null;
  to: { version: string; answers: Answers } | null;
  files: readonly { path: string; change: Change }[];
  conflicts: readonly Conflict[];
  migration: MigrationReport | null;
  /** What is left to do by hand. */
  todo: readonly string[];
  /** The folder with the replaced files, if there is no git. */
  replaced: string | null;
  steps: readonly StepReport[];
  /** What to type next. */
  next: readonly string[];
  /** `--diff`: the changes as a patch. */
  diff: string | null;
  error: OutcomeError | null;
}

export const nothingUpdated: Omit<UpdateOutcome, "command" | "status" | "exitCode" | "version"> = {
  directory: null,
  from: null,
  to: null,
  files: [],
  conflicts: [],
  migration: null,
  todo: [],
  replaced: null,
  steps: [],
  next: [],
  diff: null,
  error: null,
};

/** The outcome where nothing was written, whatever was thrown. */
export function updateOutcomeOf(
  error: unknown,
  command: CommandName,
  version: string,
): UpdateOutcome {
  const told = (
    status: UpdateStatus,
    exitCode: number,
    code: string,
    hint: string | null = null,
  ) => ({
    ...nothingUpdated,
    command,
    status,
    exitCode,
    version,
    error: { code, message: messageOf(error), hint, output: [], log: null },
  });
  if (error instanceof Cancelled) return told("cancelled", exitCodes.done, "cancelled");
  if (error instanceof Interrupted) return told("interrupted", error.exitCode, "interrupted");
  if (error instanceof UserError)
    return told("refused", error.exitCode, error.code, error.hint ?? null);
  return told("refused", exitCodes.failed, "unexpected");
}

function messageOf(error: unknown): string {
  if (error instanceof Cancelled) return "Cancelled.";
  return error instanceof Error ? error.message : String(error);
}
