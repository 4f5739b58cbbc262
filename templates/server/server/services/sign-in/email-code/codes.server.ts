import { randomUUID } from "node:crypto";
import { defineRequestState } from "@better-auth/core/context";
import { and, eq, gt, or } from "drizzle-orm";
import { db } from "~/db";
import { verification } from "~/db/schema";
import { aboutAddress, keyedHash } from "~/services/hardening/stored.server";

/** The name that the current request's browser got when it asked for a code. */
export const browserOfThisRequest = defineRequestState<string>(() => randomUUID());

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

function identifierFor(browser: string, identifier: string) {
  return keyedHash("identifier", `${browser}:${identifier}`);
}

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
