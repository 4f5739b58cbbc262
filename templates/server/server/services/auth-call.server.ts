import { auth } from "./auth.server";

/** Handles a request to better-auth's endpoints. */
export async function handleAuth(request: Request) {
  const response = await auth.handler(request);
  const seconds = response.headers.get("x-retry-after");
  if (seconds) response.headers.set("retry-after", seconds);
  return response;
}
// @feature react-router|social

/**
 * Calls an endpoint for a form, the way a browser would. Unlike `auth.api`, this goes through the
 * rate limits and the origin check, and a refusal is a response with a status, not an exception.
 */
export function authCall(request: Request, path: string, body: unknown = {}) {
  const headers = new Headers(request.headers);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  const url = new URL(`/api/auth${path}`, request.url);
  return handleAuth(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
}
// @end
