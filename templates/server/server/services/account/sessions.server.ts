import type { GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint, getSessionFromCtx } from "better-auth/api";
import { and, desc, eq, gt, ne } from "drizzle-orm";
import { z } from "zod";
import { db } from "~/db";
import { session } from "~/db/schema";
import { deviceName } from "~/services/device";
import { noteActivity } from "./activity.server";
import { shortAddress } from "./address";
import { END_OTHER_SESSIONS, END_SESSION } from "./rules";

/**
 * Where someone is signed in, this session first. Sessions are named by their ids: a token would
 * let in anyone who sees the page. better-auth's own list refuses when the sign-in is a day old.
 */
export async function sessionsOf({ id, userId }: { id: string; userId: string }) {
  const isAlive = gt(session.expiresAt, new Date());
  const rows = await db
    .select()
    .from(session)
    .where(and(eq(session.userId, userId), isAlive))
    .orderBy(desc(session.updatedAt));
  const all = rows.map((row) => ({
    id: row.id,
    device: deviceName(row.userAgent),
    address: shortAddress(row.ipAddress),
    signedInAt: row.createdAt.toISOString(),
    lastSeenAt: row.updatedAt.toISOString(),
    isThis: row.id === id,
  }));
  return [...all.filter(({ isThis }) => isThis), ...all.filter(({ isThis }) => !isThis)];
}

export type SessionSummary = Awaited<ReturnType<typeof sessionsOf>>[number];

/** Ends all sessions of the account that this session belongs to, except this one. */
export async function endSessionsExcept({ id, userId }: { id: string; userId: string }) {
  await db.delete(session).where(and(eq(session.userId, userId), ne(session.id, id)));
}

export const sessionEndpoints = {
  /** Ends one session of the person who is signed in. */
  endSession: createAuthEndpoint(
    END_SESSION,
    { method: "POST", body: z.object({ id: z.string().max(100) }) },
    async (ctx) => {
      const { user } = await signedIn(ctx);
      const isOwn = and(eq(session.id, ctx.body.id), eq(session.userId, user.id));
      const ended = await db.delete(session).where(isOwn).returning({ id: session.id });
      // Someone else's session looks like one that doesn't exist.
      if (ended.length === 0) {
        throw new APIError("NOT_FOUND", {
          code: "SESSION_NOT_FOUND",
          message: "There is no such session",
        });
      }
      noteActivity(user.id, "session-ended");
      return ctx.json({ status: true });
    },
  ),

  /** Ends all sessions except this one. */
  endOtherSessions: createAuthEndpoint(
    END_OTHER_SESSIONS,
    { method: "POST", body: z.object({}) },
    async (ctx) => {
      const { user, session: current } = await signedIn(ctx);
      await endSessionsExcept(current);
      noteActivity(user.id, "other-sessions-ended");
      return ctx.json({ status: true });
    },
  ),
};

/** The person who is signed in, and their session. @throws APIError UNAUTHORIZED for anyone else */
export async function signedIn(ctx: GenericEndpointContext) {
  const current = await getSessionFromCtx(ctx);
  if (!current) {
    throw new APIError("UNAUTHORIZED", { code: "UNAUTHORIZED", message: "Sign in first" });
  }
  return current;
}
