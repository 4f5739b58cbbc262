import type { GenericEndpointContext } from "better-auth";
import { APIError } from "better-auth/api";
import { and, eq, inArray } from "drizzle-orm";
import { appName } from "~/brand";
import { db } from "~/db";
import { verification } from "~/db/schema";
import { runInBackground, sendEmail } from "~/services/email.server";
import { compose, linkButton, paragraph, quiet } from "~/services/email-layout";
import { MOST_GUESSES, pauseInMs } from "~/services/rules";
import { knownBrowser, linkToKnowBrowser } from "./known-browsers.server";
import { aboutAddress, keyedHash } from "./stored.server";

/** A secret that someone may try to guess. */
export interface Guessable {
  kind: string;
  /** What an email to its owner calls it. */
  what: string;
  /** Its owner's address, in lower case. */
  email: string;
  /** Which one, if there can be several. */
  which?: string;
}

/** After the last wrong guess. The link that lets the owner in is valid for as long. */
const REMEMBERED_IN_MS = 30 * 24 * 60 * 60 * 1000;

type Row = typeof verification.$inferSelect;

/** How many guesses in a row were wrong, and how often the owner was told. */
interface Count {
  wrong: number;
  told: number;
}

/**
 * Counts a guess at a secret before it is compared, so sending many at once gives no extra guesses.
 * Browsers that the secret's owner has signed in from have their own guesses, which strangers can't
 * use up.
 *
 * @throws APIError TOO_MANY_GUESSES during a pause, GUESSES_USED_UP after the last one
 */
export async function spendGuess(secret: Guessable, ctx: GenericEndpointContext) {
  const id = idOf(secret, await knownBrowser(ctx, secret.email));
  for (;;) {
    const row = await read(id);
    const { wrong, told } = countOf(row);
    const wait = row ? row.updatedAt.getTime() + pauseInMs(wrong) - Date.now() : 0;
    if (row && wait > 0) {
      const due = noticesDue(wrong);
      if (told < due && (await replace(row, { wrong, told: due }))) {
        // After the response: without an account no one is told, and the time must not reveal that.
        runInBackground(tellOwner(ctx, secret));
      }
      throw refused(wrong < MOST_GUESSES ? wait : row.expiresAt.getTime() - Date.now(), wrong);
    }
    // If another guess was faster, the count has changed by now.
    if (await add(id, secret, row, { wrong: wrong + 1, told })) return;
  }
}

// @feature email-code
/** Gives back a guess that turned out not to be one. */
export async function returnGuess(secret: Guessable, ctx: GenericEndpointContext) {
  const id = idOf(secret, await knownBrowser(ctx, secret.email));
  for (;;) {
    const row = await read(id);
    const { wrong, told } = countOf(row);
    if (!row || wrong === 0 || (await replace(row, { wrong: wrong - 1, told }))) return;
  }
}

// @end
/** Restores all guesses, for strangers and for this browser, because its owner got it right. */
export async function restoreGuesses(secret: Guessable, ctx?: GenericEndpointContext) {
  const ids = [idOf(secret)];
  if (ctx) ids.push(idOf(secret, await knownBrowser(ctx, secret.email)));
  await db.delete(verification).where(inArray(verification.id, ids));
}

function idOf({ kind, email, which }: Guessable, browser?: string) {
  return keyedHash("guesses", JSON.stringify([kind, email, which, browser]));
}

async function read(id: string): Promise<Row | undefined> {
  const [row] = await db.select().from(verification).where(eq(verification.id, id));
  return row;
}

function countOf(row: Row | undefined): Count {
  if (!row || row.expiresAt <= new Date()) return { wrong: 0, told: 0 };
  const [wrong, told] = row.value.split(":").map(Number);
  return { wrong: wrong ?? 0, told: told ?? 0 };
}

/** Counts a guess. False if the row has changed meanwhile, so that none goes uncounted. */
async function add(id: string, { email }: Guessable, row: Row | undefined, count: Count) {
  const now = new Date();
  const expiresAt = new Date(now.getTime() + REMEMBERED_IN_MS);
  if (row) return replace({ ...row, updatedAt: now }, count, expiresAt);
  const inserted = await db
    .insert(verification)
    .values({
      id,
      identifier: aboutAddress(email),
      value: written(count),
      expiresAt,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: verification.id });
  return inserted.length > 0;
}

async function replace({ id, value, expiresAt, updatedAt }: Row, count: Count, newEnd = expiresAt) {
  const isUnchanged = and(
    eq(verification.id, id),
    eq(verification.value, value),
    eq(verification.expiresAt, expiresAt),
  );
  const changed = await db
    .update(verification)
    .set({ value: written(count), expiresAt: newEnd, updatedAt })
    .where(isUnchanged)
    .returning({ id: verification.id });
  return changed.length > 0;
}

function written({ wrong, told }: Count) {
  return `${wrong}:${told}`;
}

function refused(waitInMs: number, wrong: number) {
  const [code, message] =
    wrong < MOST_GUESSES
      ? ["TOO_MANY_GUESSES", "Too many wrong guesses"]
      : ["GUESSES_USED_UP", "Too many wrong guesses in a row"];
  const seconds = String(Math.ceil(waitInMs / 1000));
  return new APIError("TOO_MANY_REQUESTS", { code, message }, { "X-Retry-After": seconds });
}

/** Owners are told of the first pause and when no guesses are left, not of every guess. */
function noticesDue(wrong: number) {
  return wrong < MOST_GUESSES ? 1 : 2;
}

/** Says that someone is guessing, and lets the owner of the account past the pauses. */
async function tellOwner(ctx: GenericEndpointContext, { what, email }: Guessable) {
  const found = await ctx.context.internalAdapter.findUserByEmail(email);
  if (!found) return;
  const link = await linkToKnowBrowser(ctx, found.user, REMEMBERED_IN_MS);
  const attempts = `Someone entered a wrong ${what} for your account many times in a row, so we've slowed down further attempts.`;
  const how =
    "If you can't sign in because of this, open this link in the browser you want to sign in from. The link works once, and doesn't sign anyone in:";
  const notYou =
    "Wasn't you? Your account is still safe. Browsers you've signed in from before aren't affected.";

  sendEmail({
    kind: "guess-notice",
    to: email,
    link,
    ...(await compose({
      title: `Failed sign-in attempts at ${appName}`,
      preview: attempts,
      body: [
        paragraph(attempts),
        paragraph(how),
        linkButton("Use this browser", link),
        quiet(notYou),
      ],
    })),
  });
}
