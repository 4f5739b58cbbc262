/** The server has refused. */
export class ApiError extends Error {
  readonly status: number;
  /** The server's name for the reason, such as `NOT_SIGNED_IN`. */
  readonly code: string;
  /** How long to wait before trying again is of use, if the server says so. */
  readonly retryInSeconds: number | undefined;

  constructor(status: number, code: string, message: string, retryInSeconds?: number) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.retryInSeconds = retryInSeconds;
  }
}

/** There was no response: no network, a server that is being restarted, or too long a wait. */
export class NoAnswerError extends Error {
  constructor(cause: unknown) {
    super("The server didn't respond.", { cause });
    this.name = "NoAnswerError";
  }
}

/** Whether the server has refused for one of these reasons. */
export function refusedFor(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof ApiError && codes.includes(error.code);
}

/** Reads a refusal. What is not JSON comes from something between us and the server. */
export async function refusalIn(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const { code = "", message = response.statusText } = (body ?? {}) as Record<string, string>;
  const seconds = Number(response.headers.get("retry-after"));
  return new ApiError(response.status, code, message, seconds > 0 ? seconds : undefined);
}
// @feature passkey

/** What went wrong with a passkey before the server saw it, in words for the page. */
export class PasskeyProblem extends Error {
  override name = "PasskeyProblem";
}
// @end
