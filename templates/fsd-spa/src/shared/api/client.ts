import { apiUrl } from "./api-url";
import { confirmByPassword } from "./confirm-by-password"; // @feature password
import { confirmItsYou } from "./confirm-its-you"; // @feature account
import { type ApiError, NoAnswerError, refusalIn, refusedFor } from "./errors";
import { sessionEnded } from "./session-ended";
import { send } from "./transport";

const LONGEST_WAIT_IN_MS = 30_000;

/** Not just any 401: a wrong code is also one. */
const sessionHasEnded = [
  "NOT_SIGNED_IN",
  "UNAUTHORIZED", // better-auth's word for it
  "INVALID_TOKEN", // @feature token
];

interface Options {
  /** Gives the request up from outside, for example when its page is left. */
  signal?: AbortSignal | undefined;
  /**
   * The request is for people who are signed in. If the session has ended, the person can sign in
   * again, and the request is sent once more.
   */
  forMembers?: boolean;
}

export function GET<T>(path: string, options?: Options): Promise<T> {
  return request("GET", path, undefined, options);
}

export function POST<T>(path: string, body: unknown = {}, options?: Options): Promise<T> {
  return request("POST", path, body, options);
}

export function PATCH<T>(path: string, body: unknown, options?: Options): Promise<T> {
  return request("PATCH", path, body, options);
}

export function DELETE<T>(path: string, options?: Options): Promise<T> {
  return request("DELETE", path, undefined, options);
}

/**
 * @throws ApiError when the server refuses, NoAnswerError when it cannot be reached, and an
 * AbortError when `signal` gives the request up
 */
async function request<T>(
  method: string,
  path: string,
  body: unknown,
  { signal, forMembers = false }: Options = {},
): Promise<T> {
  const answer = await attempt<T>(method, path, body, signal);
  if (!answer.refusal) return answer.body;
  if (forMembers && refusedFor(answer.refusal, ...sessionHasEnded) && (await sessionEnded())) {
    return request(method, path, body, { signal });
  }
  // @feature account
  if (forMembers && refusedFor(answer.refusal, "CONFIRM_ITS_YOU")) {
    // @feature password
    if (await confirmByPassword(body)) return request(method, path, body, { signal });
    // @end
    if (await confirmItsYou()) return request(method, path, body, { signal });
  }
  // @end
  throw answer.refusal;
}

type Outcome<T> = { body: T; refusal?: never } | { refusal: ApiError };

async function attempt<T>(
  method: string,
  path: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<Outcome<T>> {
  const timeout = AbortSignal.timeout(LONGEST_WAIT_IN_MS);
  const request = new Request(apiUrl(path), {
    method,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  try {
    const response = await send(request);
    return response.ok ? { body: await response.json() } : { refusal: await refusalIn(response) };
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NoAnswerError(error);
  }
}
