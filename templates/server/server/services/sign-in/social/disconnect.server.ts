import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db } from "~/db";
import { account } from "~/db/schema";
import { noteActivity } from "~/services/account/activity.server";
import { endSessionsExcept } from "~/services/account/sessions.server";
import { waysIn } from "~/services/ways-in.server";
import { nameOf } from "./connections.server";
import { sendConnectionNotice } from "./emails";
import { DISCONNECT, providers } from "./rules";

/** Ends a connection, unless it's the last way in: then no one could sign in. */
export const disconnect = createAuthEndpoint(
  DISCONNECT,
  { method: "POST", body: z.object({ provider: z.string() }), use: [sensitiveSessionMiddleware] },
  async (ctx) => {
    const { user, session } = ctx.context.session;
    const { provider } = ctx.body;
    const isIt = and(eq(account.userId, user.id), eq(account.providerId, provider));
    const connected = Object.hasOwn(providers, provider)
      ? await db.select().from(account).where(isIt)
      : [];
    if (connected.length === 0) {
      throw new APIError("BAD_REQUEST", { code: "NOT_CONNECTED", message: "Not connected" });
    }
    await db.delete(account).where(isIt);
    // Looked at afterwards, because another request may have taken away the other one meanwhile.
    if ((await waysIn(user.id)).length === 0) {
      await db.insert(account).values(connected);
      throw new APIError("FORBIDDEN", {
        code: "LAST_WAY_IN",
        message: "This is the only way to sign in to the account",
      });
    }
    // What it may have let in ends as well.
    await endSessionsExcept(session);
    noteActivity(user.id, "disconnected");
    await sendConnectionNotice(user.email, nameOf(provider), "disconnected");
    return ctx.json({ status: true });
  },
);
