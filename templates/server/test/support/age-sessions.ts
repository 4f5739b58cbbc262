import { eq } from "drizzle-orm";
import { session, user } from "~/db/schema";
import { RECENT_SIGN_IN_IN_MINUTES } from "~/services/rules";
import type { Server } from "./server";

/** Makes all sessions of a person older than what counts as a recent sign-in. */
export async function ageSessions({ db }: Server, email: string) {
  const [person] = await db.select().from(user).where(eq(user.email, email));
  const createdAt = new Date(Date.now() - (RECENT_SIGN_IN_IN_MINUTES + 1) * 60 * 1000);
  const isTheirs = eq(session.userId, person?.id ?? "");
  await db.update(session).set({ createdAt }).where(isTheirs);
}
