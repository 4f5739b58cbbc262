import { apiUrl } from "./api-url";
import { apiError, NoAnswerError } from "./errors";
import { sessionEnded } from "./session-ended";
import { send } from "./transport";

const LONGEST_WAIT_IN_MS = 30_000;

interface Options {
  /** Gives the request up from outside, for example when its page is left. */
  signal?: AbortSignal | undefined;
  /**
   * The request is for people who are signed in. If the session has ended, the person can sign in
   * again, and the request is sent once more.
   */
  forMembers?: boolean;
}

type Answer<T> = Promise<T>;

export function GET<T>(path: string, options?: Options): Answer<T> {
  return request("GET", path, undefined, options);
}

export function POST<T>(path: string, body: unknown = {}, options?: Options): Answer<T> {
  return request("POST", path, body, options);
}

export function PATCH<T>(path: string, body: unknown, options?: Options): Answer<T> {
  return request("PATCH", path, body, options);
}

export function DELETE<T>(path: string, options?: Options): Answer<T> {
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
): Answer<T> {
  let response = await attempt(method, path, body, signal);
  if (response.status === 401 && forMembers && (await sessionEnded())) {
    response = await attempt(method, path, body, signal);
  }
  if (!response.ok) throw await apiError(response);
  return (await response.json()) as T;
}

async function attempt(method: string, path: string, body: unknown, signal?: AbortSignal) {
  const timeout = AbortSignal.timeout(LONGEST_WAIT_IN_MS);
  const request = new Request(apiUrl(path), {
    method,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  try {
    return await send(request);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NoAnswerError(error);
  }
}
