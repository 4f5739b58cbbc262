import type { Context } from "hono";
import { db } from "~/db";
import { user } from "~/db/schema";
import { report } from "~/services/report.server";

/** 200 while the process and its database work, for load balancers and containers. */
export async function health(c: Context) {
  c.header("Cache-Control", "no-store");
  try {
    await db.select({ id: user.id }).from(user).limit(1);
    return c.json({ status: "ok", database: "ok" });
  } catch (error) {
    report("The database does not answer:", error);
    return c.json({ status: "unavailable", database: "unavailable" }, 503);
  }
}
