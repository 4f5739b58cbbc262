const KEY = "last-way-to-sign-in";

/**
 * Remembers how someone has signed in with this browser, for the page to mark it. It says nothing
 * about any account, and isn't sent anywhere.
 */
export function keepLastWay(way: string): void {
  try {
    localStorage.setItem(KEY, way);
  } catch {
    // Some browsers forbid it, by a setting. Then nothing is marked.
  }
}

export function readLastWay(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
