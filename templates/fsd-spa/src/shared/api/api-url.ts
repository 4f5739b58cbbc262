/** Where an endpoint of the API is: where the page came from. */
export function apiUrl(path: string): URL {
  return new URL(`/api${path}`, location.origin);
}
