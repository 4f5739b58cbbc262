import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq, like } from "drizzle-orm";
import { createServer, isRunnableDevEnvironment } from "vite";
import { emailVariables } from "#server/env/email.ts";
import { socialVariables } from "#server/env/social.ts"; // @feature social
import { send } from "./request.ts";

/** Starts the app as in development, on a free port, without watching files. */
export async function startApp(clientAddress: string) {
  process.env.NODE_ENV = "development";
  // Trusts the address that the requests below claim, so their traces can be told apart.
  process.env.TRUSTED_PROXIES = "loopback";
  // Without credentials, an email goes to the mailbox and nowhere else. A variable that is set but
  // empty still overrides the one in .env.
  for (const name of Object.keys(emailVariables)) process.env[name] = "";
  // @feature social
  // Without keys, the app plays the providers.
  for (const name of Object.keys(socialVariables)) process.env[name] = "";
  // Their page is for this machine, and the requests claim to come from another.
  process.env.DEV_HOSTS = "127.0.0.1";
  // @end
  const vite = await createServer({
    appType: "custom",
    logLevel: "error",
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  const { ssr } = vite.environments;
  if (!isRunnableDevEnvironment(ssr)) throw new Error("The app needs Vite's Node environment.");
  const { runner } = ssr;

  const http = createHttpServer(vite.middlewares);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  /** The latest email to this address. */
  async function newestTo(email: string) {
    const { body } = await send(`${address}/dev/mailbox.json`);
    const { messages } = JSON.parse(body) as { messages: Record<string, string>[] };
    const newest = messages.find(({ to }) => to === email);
    if (!newest) throw new Error(`No email to ${email} has arrived at /dev/mailbox.json.`);
    return newest;
  }

  /** Fails if better-auth uses tables or columns that the schema doesn't have. */
  async function checkSchema() {
    const { auth } = await runner.import<typeof import("#server/services/auth.server.ts")>(
      import.meta.resolve("#server/services/auth.server.ts"),
    );
    const { checkSchema } = await auth.$context;
    if (!checkSchema) throw new Error("advanced.database.validateSchema is off.");
    await checkSchema();
  }

  /** Deletes what the sign-in has left in the database. */
  async function forget(email: string) {
    const { db } = await runner.import<typeof import("#server/db/index.ts")>(
      import.meta.resolve("#server/db/index.ts"),
    );
    const { user, verification, rateLimit } = await runner.import<
      typeof import("#server/db/schema/index.ts")
    >(import.meta.resolve("#server/db/schema/index.ts"));
    const { aboutAddress } = await runner.import<
      typeof import("#server/services/hardening/stored.server.ts")
    >(import.meta.resolve("#server/services/hardening/stored.server.ts"));

    // Sessions are deleted with the user.
    await db.delete(user).where(eq(user.email, email));
    await db.delete(verification).where(eq(verification.identifier, aboutAddress(email)));
    await db.delete(rateLimit).where(like(rateLimit.key, `${clientAddress}|%`));
  }

  return { address, newestTo, checkSchema, forget };
}
