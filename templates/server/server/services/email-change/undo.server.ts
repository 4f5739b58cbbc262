import { randomBytes } from "node:crypto";
import { getCurrentAdapter } from "@better-auth/core/context";
import type { AuthContext } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { and, eq, gt, gte, inArray } from "drizzle-orm";
import { z } from "zod";
import { db } from "~/db";
import {
  account,
  passkey, // @feature passkey
  session,
  twoFactor, // @feature two-factor
  user,
  verification,
} from "~/db/schema";
import { noteActivity } from "~/services/account/activity.server";
import { emailLink } from "~/services/addresses.server";
import { keyedHash } from "~/services/hardening/stored.server";
import { sendEmailChanged, sendEmailIsNow } from "./emails";
import { UNDO_EMAIL_CHANGE, UNDO_IN_DAYS } from "./rules";

interface Owner {
  id: string;
  email: string;
  twoFactorEnabled?: boolean | null | undefined; // @feature two-factor
}

/** Keeps what it takes to undo a change: a link puts the address back, which stays reserved. */
export async function offerUndo(owner: Owner) {
  const token = randomBytes(24).toString("base64url");
  const id = linkId(token);
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + UNDO_IN_DAYS * 24 * 60 * 60 * 1000);
  const value = JSON.stringify({
    userId: owner.id,
    email: owner.email,
    hadTwoFactor: owner.twoFactorEnabled === true, // @feature two-factor
  });
  await db.insert(verification).values([
    { id, identifier: changesOf(owner.id), value, createdAt, expiresAt },
    {
      id: reservationId(id),
      identifier: reservationOf(owner.email),
      value: changesOf(owner.id),
      createdAt,
      expiresAt,
    },
  ]);
  return {
    withdraw: () => forget([id]),
    announce: (used: string) =>
      sendEmailChanged(owner.email, emailLink("/undo-email-change", used, token)),
  };
}

/** Whether an address waits for the account that it belonged to, other than this one. */
export async function isReserved(
  { adapter }: Pick<AuthContext, "adapter">,
  email: string,
  userId = "",
) {
  // Inside better-auth's transaction, if there is one: another connection would wait for its end.
  const current = await getCurrentAdapter(adapter);
  const reservations = await current.count({
    model: "verification",
    where: [
      { field: "identifier", value: reservationOf(email) },
      { field: "value", operator: "ne", value: changesOf(userId) },
      { field: "expiresAt", operator: "gt", value: new Date() },
    ],
  });
  return reservations > 0;
}

/** Whether a link still works, for its page to say so before anyone tries. */
export async function isUndoLinkAlive(token: string) {
  return (await db.$count(verification, isLink(token))) > 0;
}

const undoable = z.object({
  userId: z.string(),
  email: z.string(),
  hadTwoFactor: z.boolean(), // @feature two-factor
});

/**
 * Puts the previous address back. Someone else may have changed it, so everyone is signed out, and
 * what has been added since then as a way to sign in is gone, and so is the password.
 */
export const undoEmailChange = createAuthEndpoint(
  UNDO_EMAIL_CHANGE,
  { method: "POST", body: z.object({ token: z.string().max(100) }) },
  async (ctx) => {
    // Of several requests at once, only one uses the link up.
    const [link] = await db.delete(verification).where(isLink(ctx.body.token)).returning();
    if (!link) {
      throw new APIError("BAD_REQUEST", {
        code: "INVALID_TOKEN",
        message: "The link is no longer valid",
      });
    }
    const before = undoable.parse(JSON.parse(link.value));
    const { userId, email } = before;
    // Before the sessions end, so that sign-ins under way find the account changed.
    await db.update(user).set({ email, emailVerified: true }).where(eq(user.id, userId));
    await removeWaysIn(userId, link.createdAt);
    await db.delete(session).where(eq(session.userId, userId));
    await db.delete(verification).where(eq(verification.value, userId));
    // @feature two-factor
    if (!before.hadTwoFactor) {
      await db.delete(twoFactor).where(eq(twoFactor.userId, userId));
      await db.update(user).set({ twoFactorEnabled: false }).where(eq(user.id, userId));
    }
    // @end
    await forgetChanges(userId, link.createdAt);
    await forget([link.id]);
    noteActivity(userId, "email-change-undone");
    await sendEmailIsNow(email);
    return ctx.json({ status: true });
  },
);

/** The person who changed the address may know the password, which can be reset by email. */
async function removeWaysIn(userId: string, since: Date) {
  const isPassword = and(eq(account.userId, userId), eq(account.providerId, "credential"));
  await db.delete(account).where(isPassword);
  await db.delete(account).where(and(eq(account.userId, userId), gte(account.createdAt, since)));
  // @feature passkey
  await db.delete(passkey).where(and(eq(passkey.userId, userId), gte(passkey.createdAt, since)));
  // @end
}

/**
 * Forgets the changes of an account since then, with their links: they would bring back an address
 * that someone else has given it. Earlier links keep working.
 */
export async function forgetChanges(userId: string, since = new Date(0)) {
  const isLater = and(
    eq(verification.identifier, changesOf(userId)),
    gte(verification.createdAt, since),
  );
  const links = await db.select({ id: verification.id }).from(verification).where(isLater);
  await forget(links.map(({ id }) => id));
}

async function forget(links: string[]) {
  const ids = links.flatMap((id) => [id, reservationId(id)]);
  await db.delete(verification).where(inArray(verification.id, ids));
}

function isLink(token: string) {
  return and(eq(verification.id, linkId(token)), gt(verification.expiresAt, new Date()));
}

const linkId = (token: string) => keyedHash("undo-email-change", token);
const reservationId = (link: string) => keyedHash("undo-reservation", link);
const reservationOf = (email: string) => keyedHash("reserved-address", email);
const changesOf = (userId: string) => keyedHash("email-changes-of", userId);
