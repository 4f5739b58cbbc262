// @feature email-code
import { browserOfThisRequest } from "./browser-of-this-request.server";
import { keyedHash } from "./hashes.server";

/** Includes the browser that asked: the same code typed into another browser is a wrong code. */
export async function hashCode(code: string) {
  return keyedHash("code", `${await browserOfThisRequest.get()}:${code}`);
}
