import { and, eq, sql } from "drizzle-orm";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { db } from "~/db";
import { rateLimit, verification } from "~/db/schema";
import { auth } from "~/services/auth.server";
import type { ServerEnvironment } from "../session";
import { endSession, sessionById, sessionCookie } from "./sessions";
import { cookieHeader } from "./sign-in-state";
import { refused } from "./token-session";
import { pairFor, type RefreshClaims, readRefreshToken, type Turn } from "./tokens";

/** A whole office behind one address is below that. */
const REQUESTS = 120;
const WINDOW_IN_SECONDS = 60;

/** Counted where better-auth counts, for each client address and across restarts and processes. */
const refreshLimit = createMiddleware<ServerEnvironment>(async (c, next) => {
  const key = `${c.req.raw.headers.get("x-client-ip")}|/token/refresh`;
  const { count, begun } = await countRequest(key, Date.now());
  if (count <= REQUESTS) return next();
  const seconds = Math.ceil((begun - Date.now()) / 1000) + WINDOW_IN_SECONDS;
  c.header("Retry-After", String(Math.max(1, seconds)));
  return c.json({ code: "TOO_MANY_REQUESTS", message: "Too many requests" }, 429);
});

/** In one statement, so that those that come at once are all counted. */
async function countRequest(key: string, now: number) {
  const { count, lastRequest } = rateLimit;
  const isOver = sql`${lastRequest} <= ${now - WINDOW_IN_SECONDS * 1000}`;
  const [row] = await db
    .insert(rateLimit)
    .values({ id: key, key, count: 1, lastRequest: now })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: {
        count: sql`case when ${isOver} then 1 else ${count} + 1 end`,
        lastRequest: sql`case when ${isOver} then ${now} else ${lastRequest} end`,
      },
    })
    .returning({ count, begun: lastRequest });
  return row ?? { count: 1, begun: now };
}

const wanted = z.object({ refreshToken: z.string() });

/** `POST /api/token/refresh { refreshToken }` gives the next pair of tokens. */
export const refresh = new Hono<ServerEnvironment>();

refresh.post("/refresh", refreshLimit, async (c) => {
  const body = wanted.safeParse(await c.req.json().catch(() => null));
  if (!body.success)
    return c.json({ code: "NO_TOKEN", message: "A refresh token is missing" }, 400);
  const used = await readRefreshToken(body.data.refreshToken);
  const session = used && (await sessionById(used.sid));
  if (!session) return refused(c);

  // Using a session extends it, as any page does that is opened with a cookie.
  const headers = new Headers(c.req.raw.headers);
  headers.set("cookie", cookieHeader([await sessionCookie(session.token)]));
  const current = await auth.api.getSession({ headers });
  if (!current) return refused(c);

  const turn = await takeTurn(used, current.session.expiresAt);
  if (turn) return c.json(pairFor(session, turn));
  await endSession(session);
  console.warn(`A refresh token of user ${session.userId} was used again: the session is over.`);
  return refused(c);
});

/** For a response that got lost on its way, and for tabs that ask at the same moment. */
const LEEWAY_IN_MS = 10_000;

const times = z.object({ issuedAt: z.number(), expiresAt: z.number() });

/**
 * Exchanges a refresh token for the next one. All requests with the same token get the same next
 * one, for a few seconds and until that one is used itself. An older one gets nothing: two parties
 * have it, and one of them is a thief.
 */
async function takeTurn(used: RefreshClaims, expiresAt: Date): Promise<Turn | null> {
  const { sid } = used;
  const next = { sid, n: used.n + 1, issuedAt: Date.now(), expiresAt: expiresAt.getTime() };
  if (used.n === 0 ? await begin(next) : await advance(next)) return next;

  const newest = await newestTurn(sid);
  if (newest?.n === next.n && Date.now() - newest.issuedAt <= LEEWAY_IN_MS) return newest;
  return null;
}

/** One row of the table for each session. Only one can write it first. */
async function begin(turn: Turn) {
  const rows = await db
    .insert(verification)
    .values({ id: idOf(turn.sid), ...columns(turn) })
    .onConflictDoNothing()
    .returning({ id: verification.id });
  return rows.length === 1;
}

/** Only one can write it next: the row has to be where the token that is used left it. */
async function advance(turn: Turn) {
  const before = identifierOf(turn.sid, turn.n - 1);
  const rows = await db
    .update(verification)
    .set(columns(turn))
    .where(and(eq(verification.id, idOf(turn.sid)), eq(verification.identifier, before)))
    .returning({ id: verification.id });
  return rows.length === 1;
}

async function newestTurn(sid: string): Promise<Turn | null> {
  const [row] = await db
    .select()
    .from(verification)
    .where(eq(verification.id, idOf(sid)));
  if (!row) return null;
  const n = Number(row.identifier.slice(identifierOf(sid, "").length));
  return { sid, n, ...times.parse(JSON.parse(row.value)) };
}

function columns({ sid, n, issuedAt, expiresAt }: Turn) {
  return {
    identifier: identifierOf(sid, n),
    value: JSON.stringify({ issuedAt, expiresAt }),
    // Until then the token could be shown; afterwards better-auth cleans the row away.
    expiresAt: new Date(expiresAt),
  };
}

function idOf(sid: string) {
  return `refresh-${sid}`;
}

function identifierOf(sid: string, n: number | "") {
  return `refresh-${sid}-${n}`;
}
