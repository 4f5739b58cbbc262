import { tryGetCurrentAuthEndpointContext } from "@better-auth/core/context";
import { lte, sql } from "drizzle-orm";
import { appName } from "~/brand";
import { db } from "~/db";
import { verification } from "~/db/schema";
import type { Message } from "~/services/email.server";
import { compose, linkButton, paragraph, quiet } from "~/services/email-layout";
import { note } from "~/services/report.server";
import { knownBrowser, linkToKnowBrowser } from "./known-browsers.server";
import { aboutAddress, keyedHash } from "./stored.server";

const MINUTE_IN_MS = 60 * 1000;
const DAY_IN_MS = 24 * 60 * MINUTE_IN_MS;

/** How many emails of one kind an address gets, no matter who requests them. */
const budgets = [
  { most: 5, inMs: 15 * MINUTE_IN_MS },
  { most: 30, inMs: DAY_IN_MS },
];

/**
 * Whether an address may get one more email of this kind, so that no one can fill someone else's
 * mailbox. Browsers that the address has signed in from have their own budget, so a stranger's
 * requests can't stop the owner's emails. The page says the same either way.
 */
export async function mayReceive({ kind, to }: Message) {
  const ctx = tryGetCurrentAuthEndpointContext();
  const browser = ctx && (await knownBrowser(ctx, to));
  const counts = await Promise.all(
    budgets.map(({ inMs }) => countOne(to, [kind, browser, inMs], inMs)),
  );
  const isLeft = budgets.every(({ most }, index) => (counts[index] ?? 0) <= most);
  const isFirstOver = budgets.some(({ most }, index) => counts[index] === most + 1);
  if (!isLeft && isFirstOver) {
    note(`An email wasn't sent (${kind}): its address has received too many of these.`);
  }
  return { isLeft, isStrangersEnd: !isLeft && isFirstOver && !browser };
}

/**
 * Tells the owner that someone keeps requesting emails, and lets them past the limit: they may be
 * waiting for an email in a browser that isn't known yet. At most once a day.
 */
export async function floodNotice(to: string): Promise<Message | undefined> {
  const ctx = tryGetCurrentAuthEndpointContext();
  const found = await ctx?.context.internalAdapter.findUserByEmail(to);
  if (!ctx || !found) return;
  if ((await countOne(to, ["flood-notice"], DAY_IN_MS)) > 1) return;
  const link = await linkToKnowBrowser(ctx, found.user, DAY_IN_MS);
  const what =
    "Someone requested so many emails to your address that we've stopped sending them for a while.";
  const how =
    "If you're waiting for one, open this link in the browser you want to sign in from, then request it again. The link works once, expires in a day, and doesn't sign anyone in:";
  const notYou = "Wasn't you? There's nothing you need to do. Your account is safe.";
  const email = await compose({
    title: `Too many emails requested at ${appName}`,
    preview: what,
    body: [paragraph(what), paragraph(how), linkButton("Use this browser", link), quiet(notYou)],
  });
  return { kind: "flood-notice", to, link, ...email };
}

/** Counts one more, and returns how many there have been since the count began. */
async function countOne(to: string, what: unknown[], inMs: number) {
  const now = new Date();
  const end = new Date(now.getTime() + inMs);
  const isOver = lte(verification.expiresAt, now);
  const [row] = await db
    .insert(verification)
    .values({
      id: keyedHash("emails", JSON.stringify([to, ...what])),
      identifier: aboutAddress(to),
      value: "1",
      expiresAt: end,
    })
    .onConflictDoUpdate({
      target: verification.id,
      set: {
        value: sql`case when ${isOver} then '1' else cast(cast(${verification.value} as integer) + 1 as text) end`,
        expiresAt: sql`case when ${isOver} then ${sql.param(end, verification.expiresAt)} else ${verification.expiresAt} end`,
      },
    })
    .returning({ count: verification.value });
  return Number(row?.count);
}
