import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "~/db";
import { verification } from "~/db/schema";
import { digitsIn } from "~/lib/digits";
import { noteActivity } from "~/services/account/activity.server";
import { signedIn } from "~/services/account/sessions.server";
import { before, type Feature, inOrder, onWriting } from "~/services/feature";
import { accountChanges } from "~/services/hardening/account-changes.server";
import { codeState, newCode, spendCode } from "~/services/hardening/emailed-codes.server";
import { type Guessable, restoreGuesses, spendGuess } from "~/services/hardening/guesses.server";
import { onlyAfterRecentSignIn } from "~/services/hardening/recent-sign-in.server";
import { findStored } from "~/services/hardening/stored.server";
import { EMAILED_CODE, LONGEST_EMAIL } from "~/services/rules";
import { sendAddressInUse, sendEmailIsNow, sendNewEmailCode } from "./emails";
import {
  CANCEL_EMAIL_CHANGE,
  CHANGE_EMAIL,
  CONFIRM_NEW_EMAIL,
  emailChangeEndpoints,
  emailChangeLimits,
} from "./rules";
import { isReserved, offerUndo, undoEmailChange } from "./undo.server";

/** Longer than a code lives, so that someone who comes back late can have another one sent. */
const LIFETIME_IN_MS = (EMAILED_CODE.lifetimeInMinutes + 20) * 60 * 1000;

const wanted = z.object({
  newEmail: z.string().trim().toLowerCase().max(LONGEST_EMAIL).pipe(z.email()),
});

/**
 * Has a code sent to the new address. Nothing here depends on whether that address has an account:
 * it's looked up after the response, and said by email.
 */
const begin = createAuthEndpoint(CHANGE_EMAIL, { method: "POST", body: wanted }, async (ctx) => {
  const { session, user } = await signedIn(ctx);
  const { newEmail } = ctx.body;
  if (newEmail === user.email) {
    throw new APIError("BAD_REQUEST", { code: "SAME_EMAIL", message: "It has this address" });
  }
  const { internalAdapter } = ctx.context;
  await internalAdapter.deleteVerificationByIdentifier(changeIn(session));
  await internalAdapter.createVerificationValue({
    identifier: changeIn(session),
    value: JSON.stringify({ newEmail }),
    expiresAt: new Date(Date.now() + LIFETIME_IN_MS),
  });
  // Comes last: if a code has just been sent to this address, that one is to be entered.
  const code = await newCode(codeFor(session, newEmail));
  await ctx.context.runInBackgroundOrAwait(writeTo(ctx, user.id, newEmail, code));
  return ctx.json({ status: true });
});

async function writeTo(
  { context }: GenericEndpointContext,
  userId: string,
  newEmail: string,
  code: string,
) {
  if (await context.internalAdapter.findUserByEmail(newEmail)) return sendAddressInUse(newEmail);
  if (await isReserved(context, newEmail, userId)) return;
  return sendNewEmailCode(newEmail, code);
}

const confirm = createAuthEndpoint(
  CONFIRM_NEW_EMAIL,
  { method: "POST", body: z.object({ code: z.string().max(20) }) },
  async (ctx) => {
    const { session, user } = await signedIn(ctx);
    const newEmail = await pendingEmail(session);
    if (!newEmail) {
      throw new APIError("BAD_REQUEST", { code: "CODE_OVER", message: "No code was sent" });
    }
    const guess: Guessable = { kind: "new-email", what: "code from an email", email: user.email };
    await spendGuess(guess, ctx);
    await spendCode(codeFor(session, newEmail), digitsIn(ctx.body.code));
    await restoreGuesses(guess, ctx);
    await change(ctx, user, newEmail);
    await ctx.context.internalAdapter.deleteVerificationByIdentifier(changeIn(session));
    return ctx.json({ email: newEmail });
  },
);

/** The code stays where it is, so that cancelling and beginning again sends no more emails. */
const cancel = createAuthEndpoint(
  CANCEL_EMAIL_CHANGE,
  { method: "POST", body: z.object({}) },
  async (ctx) => {
    const { session } = await signedIn(ctx);
    await ctx.context.internalAdapter.deleteVerificationByIdentifier(changeIn(session));
    return ctx.json({ status: true });
  },
);

interface Owner {
  id: string;
  email: string;
}

async function change(ctx: GenericEndpointContext, owner: Owner, newEmail: string) {
  const { internalAdapter, baseURL } = ctx.context;
  if (await isReserved(ctx.context, newEmail, owner.id)) throw isTaken();
  const undo = await offerUndo(owner);
  try {
    await internalAdapter.updateUser(owner.id, { email: newEmail, emailVerified: true });
  } catch (error) {
    await undo.withdraw();
    // Someone else has signed up with it in the meantime.
    if (await internalAdapter.findUserByEmail(newEmail)) throw isTaken();
    throw error;
  }
  // Links and unfinished sign-ins that went to the old address.
  await db.delete(verification).where(eq(verification.value, owner.id));
  noteActivity(owner.id, "email-changed");
  await undo.announce(baseURL);
  await sendEmailIsNow(newEmail);
}

/** For the page: where this session is in changing the address, or null. */
export async function emailChangeStep(session: { id: string }) {
  const email = await pendingEmail(session);
  if (!email) return null;
  return { email, ...(await codeState(codeFor(session, email))) };
}

/** The address that this session has begun to change to. */
async function pendingEmail(session: { id: string }) {
  const row = await findStored(changeIn(session));
  return row ? pending.parse(JSON.parse(row.value)).newEmail : undefined;
}

const pending = z.object({ newEmail: z.string() });

function changeIn({ id }: { id: string }) {
  return `email-change-of-session-${id}`;
}

function codeFor({ id }: { id: string }, newEmail: string) {
  return { purpose: `email-change:${newEmail}`, boundTo: id };
}

function isTaken() {
  return new APIError("BAD_REQUEST", { code: "EMAIL_TAKEN", message: "The address is taken" });
}

const plugin = {
  id: "email-change",
  endpoints: {
    changeEmailOfAccount: begin,
    confirmNewEmail: confirm,
    cancelEmailChange: cancel,
    undoEmailChange,
  },
  hooks: inOrder(before(CHANGE_EMAIL, onlyAfterRecentSignIn)),
  init: (context) =>
    onWriting({
      user: {
        create: {
          // Otherwise the owner of a stolen account would block the way back by signing up again.
          async before({ email }) {
            if (!(await isReserved(context, email))) return;
            throw new APIError("FORBIDDEN", {
              code: "ADDRESS_RESERVED",
              message: "An account has just been moved away from this address",
            });
          },
        },
      },
    })(),
} satisfies BetterAuthPlugin;

/** Changing the address of an account, confirmed at the new one and announced at the old one. */
export const emailChange = {
  endpoints: emailChangeEndpoints,
  limits: emailChangeLimits,
  plugins: [...accountChanges, plugin],
} as const satisfies Feature;
