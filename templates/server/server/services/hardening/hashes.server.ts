import { createHmac } from "node:crypto";
import { env } from "~/env.server";

/**
 * Six digits are guessed from a plain hash in a moment, so the hash is keyed: without the app's
 * secret, a stolen database holds no codes and no addresses waiting for one.
 */
export function keyedHash(purpose: string, value: string) {
  return createHmac("sha256", env.BETTER_AUTH_SECRET)
    .update(`${purpose}:${value}`)
    .digest("base64url");
}

export async function hashIdentifier(identifier: string) {
  return keyedHash("identifier", identifier);
}

/** The identifier, in the verification table, of what is counted and noted about an address. */
export function aboutAddress(email: string) {
  return keyedHash("about-address", email);
}

/** An address as it is looked up, from a request that nobody has checked yet. */
export function addressIn(value: unknown) {
  return typeof value === "string" ? value.toLowerCase() : "";
}
