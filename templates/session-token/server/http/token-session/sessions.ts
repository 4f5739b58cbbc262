import { createHmac } from "node:crypto";
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

/** The cookies in which better-auth keeps a session. They begin and end here. */
export async function sessionCookieNames() {
  const { sessionToken, sessionData } = (await auth.$context).authCookies;
  return [sessionToken.name, sessionData.name];
}

/** The cookie in which better-auth looks for a session, signed as it signs it. */
export async function sessionCookie(token: string) {
  const { authCookies, secret } = await auth.$context;
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return {
    name: authCookies.sessionToken.name,
    value: encodeURIComponent(`${token}.${signature}`),
  };
}

/** The token in such a cookie. */
export function tokenIn(value: string) {
  const signed = decodeURIComponent(value);
  return signed.slice(0, signed.lastIndexOf("."));
}
