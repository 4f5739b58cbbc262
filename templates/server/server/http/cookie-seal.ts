// @feature cookie
import { createHmac, timingSafeEqual } from "node:crypto";

/** Signs the value of a cookie together with its name. */
export function seal(name: string, value: string, secret: string) {
  return `${value}.${signatureOf(name, value, secret)}`;
}

/** The value that was sealed under this very name, or undefined. */
export function unseal(name: string, sealed: string, secret: string) {
  const end = sealed.lastIndexOf(".");
  const value = sealed.slice(0, Math.max(0, end));
  const given = Buffer.from(sealed.slice(end + 1));
  const expected = Buffer.from(signatureOf(name, value, secret));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return value;
}

function signatureOf(name: string, value: string, secret: string) {
  return createHmac("sha256", secret).update(`cookie:${name}=${value}`).digest("base64url");
}
