import { randomInt } from "node:crypto";
import { APIError } from "better-auth/api";
import { and, eq } from "drizzle-orm";
import { db } from "~/db";
import { verification } from "~/db/schema";
import { EMAILED_CODE } from "~/services/rules";
import { keyedHash } from "./stored.server";

/** What a code is for, and the session or browser that asked for it. It works nowhere else. */
export interface CodeFor {
  purpose: string;
  boundTo: string;
}

/**
 * Generates a code. It replaces the last one for the same purpose in the same session.
 *
 * @throws APIError CODE_JUST_SENT if that was a moment ago, because an email may be on its way
 */
export async function newCode(what: CodeFor) {
  const id = idOf(what);
  const wait = await secondsToNextCode(what);
  if (wait > 0) {
    throw new APIError(
      "TOO_MANY_REQUESTS",
      { code: "CODE_JUST_SENT", message: "A code has just been sent" },
      { "X-Retry-After": String(wait) },
    );
  }
  const code = String(randomInt(10 ** EMAILED_CODE.length)).padStart(EMAILED_CODE.length, "0");
  const now = new Date();
  const row = {
    value: written({ hash: hashOf(what, code), wrong: 0 }),
    createdAt: now,
    expiresAt: new Date(now.getTime() + EMAILED_CODE.lifetimeInMinutes * 60 * 1000),
  };
  await db
    .insert(verification)
    .values({ id, identifier: id, ...row })
    .onConflictDoUpdate({ target: verification.id, set: row });
  return code;
}

/** How long until the next code can be sent. */
export async function secondsToNextCode(what: CodeFor) {
  return secondsLeft(await read(idOf(what)));
}

/** For the page that asks for the code: whether no code will work, and when one can be sent. */
export async function codeState(what: CodeFor) {
  const row = await read(idOf(what));
  const isAlive = row && row.expiresAt > new Date() && readValue(row).wrong < EMAILED_CODE.attempts;
  return { isOver: !isAlive, resendInSeconds: secondsLeft(row) };
}

function secondsLeft(sent: { createdAt: Date } | undefined) {
  if (!sent) return 0;
  const elapsed = (Date.now() - sent.createdAt.getTime()) / 1000;
  return Math.max(0, Math.ceil(EMAILED_CODE.pauseInSeconds - elapsed));
}

/**
 * Uses the code up if it's right. A wrong one is counted before anyone learns that it's wrong, so
 * that sending many at once gives no extra attempts.
 *
 * @throws APIError WRONG_CODE, or CODE_OVER when no code will work
 */
export async function spendCode(what: CodeFor, code: string) {
  const id = idOf(what);
  for (;;) {
    const row = await read(id);
    if (!row || row.expiresAt <= new Date()) throw isOver();
    const { hash, wrong } = readValue(row);
    if (wrong >= EMAILED_CODE.attempts) throw isOver();
    // If another attempt was faster, the value has changed by now.
    const isUnchanged = and(eq(verification.id, id), eq(verification.value, row.value));
    if (hash === hashOf(what, code)) {
      const used = await db
        .delete(verification)
        .where(isUnchanged)
        .returning({ id: verification.id });
      if (used.length > 0) return;
      continue;
    }
    const counted = await db
      .update(verification)
      .set({ value: written({ hash, wrong: wrong + 1 }) })
      .where(isUnchanged)
      .returning({ id: verification.id });
    if (counted.length === 0) continue;
    if (wrong + 1 === EMAILED_CODE.attempts) throw isOver();
    throw new APIError("BAD_REQUEST", { code: "WRONG_CODE", message: "The code is wrong" });
  }
}

function isOver() {
  return new APIError("BAD_REQUEST", { code: "CODE_OVER", message: "The code no longer works" });
}

async function read(id: string) {
  const [row] = await db.select().from(verification).where(eq(verification.id, id));
  return row;
}

interface Value {
  hash: string;
  /** How many wrong codes there were. */
  wrong: number;
}

function written({ hash, wrong }: Value) {
  return `${hash}:${wrong}`;
}

function readValue({ value }: { value: string }): Value {
  const [hash = "", wrong = ""] = value.split(":");
  return { hash, wrong: Number(wrong) };
}

function idOf({ purpose, boundTo }: CodeFor) {
  return keyedHash("emailed-code-id", JSON.stringify([purpose, boundTo]));
}

function hashOf({ purpose, boundTo }: CodeFor, code: string) {
  return keyedHash("emailed-code", JSON.stringify([purpose, boundTo, code]));
}
