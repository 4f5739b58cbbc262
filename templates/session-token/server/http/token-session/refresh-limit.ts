import { sql } from "drizzle-orm";
import { createMiddleware } from "hono/factory";
import { db } from "~/db";
import { rateLimit } from "~/db/schema";
import type { ServerEnvironment } from "../types";

/** A whole office behind one address is below that. */
const REQUESTS = 120;
const WINDOW_IN_SECONDS = 60;

/** Counted where better-auth counts, for each client address and across restarts and processes. */
export const refreshLimit = createMiddleware<ServerEnvironment>(async (c, next) => {
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
