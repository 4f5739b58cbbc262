import { Hono } from "hono";
import { z } from "zod";
import { auth } from "~/services/auth.server";
import type { ServerEnvironment } from "../types";
import { cookieHeader } from "./cookies";
import { pairFor } from "./pair";
import { refreshLimit } from "./refresh-limit";
import { readRefreshToken } from "./refresh-token";
import { refused } from "./refused";
import { sessionCookie } from "./session-cookie";
import { endSession, sessionById } from "./sessions";
import { takeTurn } from "./turns";

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
