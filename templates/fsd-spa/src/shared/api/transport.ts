/**
 * Sends a request as whoever is signed in. The session is a cookie that scripts cannot read; the
 * browser adds it by itself, to requests to our own origin only.
 */
export function send(request: Request): Promise<Response> {
  return fetch(request);
}
