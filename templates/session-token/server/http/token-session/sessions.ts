import { and, eq, gt } from "drizzle-orm";
import { db } from "~/db";
import { session } from "~/db/schema";
import { auth } from "~/services/auth.server";

export type SessionRow = typeof session.$inferSelect;

/** The session with this id, if it has not ended. */
export async function sessionById(id: string): Promise<SessionRow | null> {
  const [row] = await db
    .select()
    .from(session)
    .where(and(eq(session.id, id), gt(session.expiresAt, new Date())));
  return row ?? null;
}

/** The session that better-auth has just made. */
export async function sessionByToken(token: string): Promise<SessionRow | null> {
  const [row] = await db.select().from(session).where(eq(session.token, token));
  return row ?? null;
}

export async function endSession({ token }: SessionRow) {
  const { internalAdapter } = await auth.$context;
  await internalAdapter.deleteSession(token);
}
