// @feature social
import { storage } from "./storage";

// What a provider's sign-in leads to is given to the client that began it: it shows a secret, of
// which the server has only the hash until then.
const KEY = "provider-sign-in";

/** Makes the secret, and returns its hash: SHA-256 in base64url. */
export async function beginHandover(): Promise<string> {
  const verifier = base64Url(crypto.getRandomValues(new Uint8Array(32)));
  storage.setItem(KEY, verifier);
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64Url(new Uint8Array(hash));
}

/** The secret, once. */
export function takeVerifier(): string {
  const verifier = storage.getItem(KEY) ?? "";
  storage.removeItem(KEY);
  return verifier;
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
