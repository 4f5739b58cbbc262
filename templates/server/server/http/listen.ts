import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { closeDatabase } from "~/db";
import { startPruning } from "~/db/prune";
import { env, isProduction } from "~/env.server";
import { countBackground, finishBackground } from "~/services/email.server";
import type { ServerEnvironment } from "./types";

const LONGEST_SHUTDOWN_IN_MS = 10_000;

export function listen(app: Hono<ServerEnvironment>) {
  const server = serve({ fetch: app.fetch, port: env.PORT }, ({ port }) => {
    const address = `http://localhost:${port}`;
    console.log(`The app runs at ${isProduction ? env.BETTER_AUTH_URL : address} (port ${port}).`);
    // Says at once when the database can't be reached.
    void app.request("/healthz");
  }) as Server;
  const stopPruning = startPruning();

  server.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    console.error(`Port ${env.PORT} is taken. Set PORT to another one.`);
    process.exit(1);
  });

  /** Lets running requests and the e-mail on its way finish before the database closes. */
  function shutDown() {
    setTimeout(giveUp, LONGEST_SHUTDOWN_IN_MS).unref();
    server.close(async () => {
      await finishBackground();
      await stopPruning();
      await closeDatabase();
      process.exit(0);
    });
    // A connection that is kept alive would hold up the end once its request is answered.
    setInterval(() => server.closeIdleConnections(), 100);
  }
  function giveUp() {
    console.error(
      `Stopped before everything was done. E-mails on their way: ${countBackground()}.`,
    );
    process.exit(1);
  }
  process.once("SIGINT", shutDown);
  process.once("SIGTERM", shutDown);
}
