/** Exit codes of the process. Part of the contract: scripts depend on them. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

export interface UserErrorOptions {
  /** What to do about it, in one or more lines. */
  hint?: string | undefined;
  /** The code in `--json`, which is stable, unlike the message. */
  code: string;
  exitCode?: number;
}

/** Something the user can fix. Shown without a stack. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly hint: string | undefined;
  readonly code: string;
  readonly exitCode: number;

  constructor(message: string, { hint, code, exitCode = exitCodes.usage }: UserErrorOptions) {
    super(message);
    this.hint = hint;
    this.code = code;
    this.exitCode = exitCode;
  }
}

/** The user quit at a question. Nothing was written, and nothing is wrong. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** A signal arrived while something was running. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly exitCode: number;

  constructor(exitCode: number = exitCodes.interrupted) {
    super("Interrupted.");
    this.exitCode = exitCode;
  }
}

/** The `code` of an error of the file system or of a child process. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
