/**
 * Sends a request as the person who is signed in. The session is a cookie that scripts cannot read;
 * the browser adds it by itself, only to requests to our own origin.
 */
export function send(request: Request): Promise<Response> {
  return fetch(request);
}
