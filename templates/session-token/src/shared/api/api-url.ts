/** Where an endpoint of the API is: at VITE_API_URL, or where the page came from. */
export function apiUrl(path: string): URL {
  return new URL(`/api${path}`, import.meta.env.VITE_API_URL || location.origin);
}
