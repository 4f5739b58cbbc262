// @feature email-code
import { and, eq, gt, or } from "drizzle-orm";
import { db } from "~/db";
import { verification } from "~/db/schema";
import { browserOfThisRequest } from "./browser-of-this-request.server";
import { CODE_IDENTIFIER, identifierFor } from "./hash-code.server";
import { aboutAddress, keyedHash } from "./hashes.server";

/** Who a code was sent to, and the browser that requested it. */
interface CodeOf {
  email: string;
  browser: string;
}

/**
 * Notes which code was sent to an address, beside better-auth's own record. That one can be found
 * by the browser that requested the code only; this one tells when a code is typed elsewhere.
 */
export async function noteCode(email: string, code: string, lifetimeInSeconds: number) {
  const browser = await browserOfThisRequest.get();
  await db.insert(verification).values({
    id: idOf({ email, browser }),
    identifier: aboutAddress(email),
    value: hashOf(email, code),
    expiresAt: new Date(Date.now() + lifetimeInSeconds * 1000),
  });
}

/** Ends the code of a browser: it was used, or the browser has requested a newer one. */
export async function endCode({ email, browser }: CodeOf) {
  const isIts = or(
    eq(verification.id, idOf({ email, browser })),
    eq(verification.identifier, identifierFor(browser, CODE_IDENTIFIER + email)),
  );
  await db.delete(verification).where(isIts);
}

/** Whether this is a right code for the address, but one that another browser requested. */
export async function isCodeOfAnotherBrowser({ email, browser }: CodeOf, code: string) {
  const isThisCode = and(
    eq(verification.identifier, aboutAddress(email)),
    eq(verification.value, hashOf(email, code)),
    gt(verification.expiresAt, new Date()),
  );
  const found = await db.select({ id: verification.id }).from(verification).where(isThisCode);
  return found.length > 0 && found.every(({ id }) => id !== idOf({ email, browser }));
}

function idOf({ email, browser }: CodeOf) {
  return keyedHash("live-code", `${browser}:${email}`);
}

function hashOf(email: string, code: string) {
  return keyedHash("code-of-address", `${email}:${code}`);
}
