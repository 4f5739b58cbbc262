// @feature email-code
import { browserOfThisRequest } from "./browser-of-this-request.server";
import { keyedHash } from "./hashes.server";

/** Includes the browser that asked: the same code typed into another browser is a wrong code. */
export async function hashCode(code: string) {
  return keyedHash("code", `${await browserOfThisRequest.get()}:${code}`);
}

/** better-auth's name for the code of an address begins with this. */
export const CODE_IDENTIFIER = "sign-in-otp-";

/**
 * What that name becomes in the database. It includes the browser, so each browser has a code of
 * its own: a code that someone else requests for the same address replaces nobody's.
 */
export async function hashCodeIdentifier(identifier: string) {
  return identifierFor(await browserOfThisRequest.get(), identifier);
}

export function identifierFor(browser: string, identifier: string) {
  return keyedHash("identifier", `${browser}:${identifier}`);
}
