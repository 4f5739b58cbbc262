import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import type { Context, Hono } from "hono";
import { closeDatabase, db } from "~/db";
import { startPruning } from "~/db/prune";
import { user } from "~/db/schema";
import { env, isProduction } from "~/env.server";
import { countBackground, finishBackground } from "~/services/email.server";
import { report } from "~/services/report.server";
import type { ServerEnvironment } from "./session";

const LONGEST_SHUTDOWN_IN_MS = 10_000;

export function listen(app: Hono<ServerEnvironment>) {
  const server = serve({ fetch: app.fetch, port: env.PORT }, ({ port }) => {
    const address = `http://localhost:${port}`;
    console.log(`The app runs at ${isProduction ? env.BETTER_AUTH_URL : address} (port ${port}).`);
    // Reports right away if the database can't be reached.
    void app.request("/healthz");
  }) as Server;
  const stopPruning = startPruning();

  server.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    console.error(`Port ${env.PORT} is taken. Set PORT to another one.`);
    process.exit(1);
  });

  /** Lets running requests and emails finish before the database closes. */
  function shutDown() {
    setTimeout(giveUp, LONGEST_SHUTDOWN_IN_MS).unref();
    server.close(async () => {
      await finishBackground();
      await stopPruning();
      await closeDatabase();
      process.exit(0);
    });
    // A kept-alive connection would delay the shutdown after its request is finished.
    setInterval(() => server.closeIdleConnections(), 100);
  }
  function giveUp() {
    console.error(`Stopped before everything was done. Emails not sent: ${countBackground()}.`);
    process.exit(1);
  }
  process.once("SIGINT", shutDown);
  process.once("SIGTERM", shutDown);
}

/** 200 while the process and its database work, for load balancers and containers. */
export async function health(c: Context) {
  c.header("Cache-Control", "no-store");
  try {
    await db.select({ id: user.id }).from(user).limit(1);
    return c.json({ status: "ok", database: "ok" });
  } catch (error) {
    report("The database doesn't respond:", error);
    return c.json({ status: "unavailable", database: "unavailable" }, 503);
  }
}
