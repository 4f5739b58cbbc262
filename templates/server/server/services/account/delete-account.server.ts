import { APIError, createAuthEndpoint } from "better-auth/api";
import { deleteSessionCookie } from "better-auth/cookies";
import { eq, or } from "drizzle-orm";
import { z } from "zod";
import { db } from "~/db";
import { session, user, verification } from "~/db/schema";
import { forgetChanges } from "~/services/email-change/undo.server";
import { before, inOrder } from "~/services/feature";
import { onlyAfterRecentSignIn } from "~/services/hardening/recent-sign-in.server";
import { aboutAddress, addressIn } from "~/services/hardening/stored.server";
import { LONGEST_EMAIL } from "~/services/rules";
import { forgetRegistrations } from "~/services/sign-in/password/registration.server"; // @feature password
import { sendAccountDeleted } from "./emails";
import { DELETE_ACCOUNT } from "./rules";
import { signedIn } from "./sessions.server";
import { type Person, yourData } from "./your-data.server";

export const deletionHooks = inOrder(before(DELETE_ACCOUNT, onlyAfterRecentSignIn));

const confirmed = z.object({ confirmation: z.string().max(LONGEST_EMAIL) });

export const deletionEndpoints = {
  /** Deletes the account of the person who is signed in and has typed its address. */
  deleteAccount: createAuthEndpoint(
    DELETE_ACCOUNT,
    { method: "POST", body: confirmed },
    async (ctx) => {
      const { user: person } = await signedIn(ctx);
      if (addressIn(ctx.body.confirmation.trim()) !== person.email) {
        throw new APIError("BAD_REQUEST", {
          code: "NOT_CONFIRMED",
          message: "This isn't the address of the account",
        });
      }
      await deleteAccount(person);
      deleteSessionCookie(ctx);
      await sendAccountDeleted(person.email);
      return ctx.json({ status: true });
    },
  ),
};

/**
 * Deletes an account and everything about it. First it's signed out everywhere, so nothing is added
 * meanwhile; the row that everything else refers to is deleted last. If something fails in between,
 * the person can sign in again and repeat it.
 */
export async function deleteAccount(person: Person) {
  await db.delete(session).where(eq(session.userId, person.id));
  for (const { forget } of Object.values(yourData)) await forget?.(person);
  await forgetRegistrations(person.email); // @feature password
  await forgetChanges(person.id);
  // Unfinished sign-ins, trusted devices, links, codes, and what was counted about the address.
  const isAboutThem = or(
    eq(verification.value, person.id),
    eq(verification.identifier, aboutAddress(person.email)),
  );
  await db.delete(verification).where(isAboutThem);
  await db.delete(user).where(eq(user.id, person.id));
}
