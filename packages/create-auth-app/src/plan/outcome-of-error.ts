import { Cancelled, exitCodes, Interrupted, UserError } from "../errors.ts";
import { nothing, type Outcome, type OutcomeError, type Status } from "./outcome.ts";

/** The outcome where nothing was written, whatever was thrown. */
export function outcomeOfError(error: unknown, version: string): Outcome {
  const { status, exitCode, ...rest } = described(error);
  return { ...nothing, status, exitCode, version, error: { ...rest, output: [], log: null } };
}

type Described = Pick<OutcomeError, "code" | "message" | "hint"> & {
  status: Status;
  exitCode: number;
};

function described(error: unknown): Described {
  if (error instanceof Cancelled) {
    return {
      status: "cancelled",
      exitCode: exitCodes.done,
      code: "cancelled",
      message: "Cancelled.",
      hint: null,
    };
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
