import {
  APIError,
  getOAuthState, // @feature social
} from "better-auth/api";
import { eq } from "drizzle-orm";
import { db } from "~/db";
import { user, verification } from "~/db/schema";
import { after, type HookContext, inOrder, onWriting } from "~/services/feature";
import { aboutAddress, keyedHash } from "~/services/hardening/stored.server";
import { SIGN_IN_WITH_CODE } from "~/services/sign-in/email-code/rules";
import { CALLBACK } from "~/services/sign-in/social/rules"; // @feature social
import { waysIn } from "~/services/ways-in.server";
import { sendRecoveryNotice } from "./emails";
import { hasPasskey } from "./passkeys.server";
import { RECOVERY_KEPT_IN_DAYS, RECOVERY_PAUSE_IN_HOURS } from "./rules";

const HOUR_IN_MS = 60 * 60 * 1000;

/**
 * An emailed code creates an account, and lets people who have lost their passkey back in. But
 * access to a mailbox alone isn't enough: an account with a passkey opens only after a pause. Its
 * owner is told when it begins, and stops it by using the passkey.
 */
export const recovery = {
  id: "passkey-recovery",
  init: onWriting({
    session: {
      create: {
        async before({ userId }, ctx) {
          if (ctx?.path !== SIGN_IN_WITH_CODE || !(await hasPasskey(userId))) return;
          const [owner] = await db.select().from(user).where(eq(user.id, userId));
          if (owner) await onlyAfterPause(owner);
        },
      },
    },
    // @feature social
    // With access to the mailbox, anyone can confirm its address at a provider. So a provider's
    // account is connected to one with a passkey only from inside.
    account: {
      create: {
        async before({ userId }, ctx) {
          if (!ctx?.path?.startsWith(`${CALLBACK}/`) || (await getOAuthState())?.link) return;
          if (!(await hasPasskey(userId))) return;
          throw new APIError("FORBIDDEN", {
            code: "account_not_linked",
            message: "Sign in another way first",
          });
        },
      },
    },
    // @end
  }),
  hooks: inOrder(after(SIGN_IN_WITH_CODE, offerPasskey)),
};

/** Tells the page that the account has nothing but codes yet. The next step is a passkey. */
async function offerPasskey(ctx: HookContext) {
  const { newSession, returned } = ctx.context;
  if (!newSession || (await waysIn(newSession.user.id)).length > 0) return;
  return ctx.json({ ...(returned as object), withoutPasskey: true });
}

async function onlyAfterPause({ id, email }: { id: string; email: string }) {
  const begun = await beginOrFind(id, email);
  if (begun.isFirst) await sendRecoveryNotice(email, "begun");
  const isOver = Date.now() - begun.at.getTime() >= RECOVERY_PAUSE_IN_HOURS * HOUR_IN_MS;
  if (!isOver) {
    throw new APIError("FORBIDDEN", {
      code: "RECOVERY_PAUSED",
      message: "An account with a passkey opens only after a pause",
    });
  }
  await endRecovery(id);
  await sendRecoveryNotice(email, "done");
}

/** The pause that was begun for an account, or a new one. */
async function beginOrFind(userId: string, email: string) {
  const id = idOf(userId);
  const now = new Date();
  const [kept] = await db.select().from(verification).where(eq(verification.id, id));
  if (kept && kept.expiresAt > now) return { at: new Date(kept.value), isFirst: false };
  if (kept) await endRecovery(userId);
  const inserted = await db
    .insert(verification)
    .values({
      id,
      identifier: aboutAddress(email),
      value: now.toISOString(),
      expiresAt: new Date(now.getTime() + RECOVERY_KEPT_IN_DAYS * 24 * HOUR_IN_MS),
    })
    .onConflictDoNothing()
    .returning({ id: verification.id });
  return { at: now, isFirst: inserted.length > 0 };
}

/** Someone who uses the passkey hasn't lost it. */
export async function endRecovery(userId: string) {
  await db.delete(verification).where(eq(verification.id, idOf(userId)));
}

function idOf(userId: string) {
  return keyedHash("passkey-recovery", userId);
}
