import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "~/db";
import { verification } from "~/db/schema";
import type { RefreshClaims } from "./refresh-token";

/** For an answer that was lost on its way, and for tabs that ask at the same moment. */
const LEEWAY_IN_MS = 10_000;

const times = z.object({ issuedAt: z.number(), expiresAt: z.number() });

/** The newest refresh token of a session: its number, and when it was made. */
export type Turn = RefreshClaims & z.infer<typeof times>;

/**
 * A refresh token is used: makes the next one the newest. Of many who use the same one, each gets
 * the same next one, for some seconds and as long as that is not used itself. Nothing is given for
 * any older one: someone kept a copy, and one of the two who have it is a thief.
 */
export async function takeTurn(used: RefreshClaims, expiresAt: Date): Promise<Turn | null> {
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
