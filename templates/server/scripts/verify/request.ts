const LONGEST_WAIT_IN_MS = 30_000;

/** Sends a request and reads the response. A server that hangs must not keep everyone waiting. */
export async function send(url: string, init: RequestInit = {}) {
  const signal = AbortSignal.timeout(LONGEST_WAIT_IN_MS);
  try {
    const response = await fetch(url, { ...init, redirect: "manual", signal });
    const { status, headers } = response;
    return { status, headers, location: headers.get("location"), body: await response.text() };
  } catch (error) {
    if (!signal.aborted) throw error;
    const { pathname } = new URL(url);
    throw new Error(`${pathname} didn't respond within ${LONGEST_WAIT_IN_MS / 1000} seconds.`);
  }
}
