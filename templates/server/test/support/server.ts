import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { vi } from "vitest";
import { root } from "~/env/root";
import { accountEndpoints, accountLimits } from "~/services/account/rules"; // @feature account
import { confirmEndpoints, confirmLimits } from "~/services/confirm-its-you/rules"; // @feature account
import { emailChangeEndpoints, emailChangeLimits } from "~/services/email-change/rules"; // @feature account
import { localCookiePrefix } from "~/services/hardening/cookies";
import { newBrowserEndpoints, newBrowserLimits } from "~/services/hardening/new-browsers/rules"; // @feature password
import { KNOW_BROWSER, knowBrowserLimits } from "~/services/rules";
import { codeEndpoints, codeLimits } from "~/services/sign-in/email-code/rules"; // @feature email-code
import { passkeyEndpoints, passkeyLimits } from "~/services/sign-in/passkey/rules"; // @feature passkey
import { passwordEndpoints, passwordLimits } from "~/services/sign-in/password/rules"; // @feature password
import { socialEndpoints, socialLimits } from "~/services/sign-in/social/rules"; // @feature social
import { twoFactorEndpoints, twoFactorLimits } from "~/services/two-factor/rules"; // @feature two-factor
import { createDatabase, unusedDatabaseUrl } from "./database";
import { providerSettings } from "./play-providers"; // @feature social
import { emailSettings } from "./sent-email";

export const secret = "a-secret-for-tests-and-for-nothing-else";

let lastPerson = 0;

type Database = Awaited<ReturnType<typeof createDatabase>>;
type Variables = Record<string, string | undefined>;

// A test that fails or is stopped half-way must not leave its server behind.
const endsWithParent = 'data:text/javascript,process.once("disconnect", () => process.exit())';

function isForProduction(variables: Variables) {
  return "NODE_ENV" in variables && !["development", "test"].includes(variables.NODE_ENV ?? "");
}

/** Starts the built server, as `npm start` does, on a free port. */
export function spawnServer(variables: Variables, cwd = process.cwd()) {
  const child = spawn(process.execPath, ["--import", endsWithParent, "build/server/index.js"], {
    // Every variable that .env might bring is set here, because the environment wins over the file.
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "development",
      BETTER_AUTH_SECRET: secret,
      BETTER_AUTH_URL: "http://localhost:3000",
      DATABASE_URL: unusedDatabaseUrl,
      EMAIL_FROM: "Test <test@example.com>",
      ...emailSettings,
      TRUSTED_PROXIES: "",
      CLIENT_IP_HEADER: "",
      PREVIEW_ORIGINS: "",
      // A client that claims an address behind a proxy may read the mailbox of a test.
      DEV_HOSTS: "127.0.0.1",
      PORT: "0",
      CLIENT_ORIGINS: "", // @feature token
      // In development, the app plays them itself.
      ...(isForProduction(variables) ? providerSettings : {}), // @feature social
      ...variables,
    },
    cwd,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const log = { text: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      log.text += chunk;
    });
  }
  return { child, log };
}

/** What a server says that refuses to start. */
export async function refusal(variables: Variables) {
  const { child, log } = spawnServer({ NODE_ENV: "production", ...variables });
  const [code] = await once(child, "close");
  return { code, text: log.text };
}

/** A running server with a database of its own. */
export async function startServer(variables: Variables = {}, existing?: Database) {
  const database = existing ?? (await createDatabase());
  const { child, log } = spawnServer({ DATABASE_URL: database.url, ...variables });
  const port = await portOf(child, log);
  const address = `http://127.0.0.1:${port}`;
  const isProduction = isForProduction(variables);

  async function stop() {
    // By then all of its output has arrived as well.
    if (child.exitCode === null && child.kill()) await once(child, "close");
  }

  return {
    address,
    isProduction,
    /** What browsers see as the address, which is another one behind a proxy. */
    origin: (isProduction && variables.BETTER_AUTH_URL) || address,
    log,
    database,
    db: database.db,
    child,
    stop,
    async remove() {
      await stop();
      await database.remove();
    },
  };
}

export type Server = Awaited<ReturnType<typeof startServer>>;

async function portOf(child: ChildProcess, log: { text: string }) {
  while (child.exitCode === null) {
    const port = /\(port (\d+)\)/.exec(log.text)?.[1];
    if (port) return port;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`The server did not start.\n${log.text}`);
}

/** The name of one of better-auth's cookies at a server on http. */
export function cookieName(kind: string) {
  return `${localCookiePrefix(secret, root)}.${kind}`;
}

/** An address that no server knows yet. */
export function newEmail() {
  lastPerson += 1;
  return `person-${lastPerson}-${process.pid}@example.com`;
}

// Far longer than it takes, because a busy machine may need many times as long as an idle one.
const PATIENCE_IN_MS = 120_000;

/** Looks again and again until there is something, and returns it. */
export function until<Found>(look: () => Found | Promise<Found>) {
  return vi.waitUntil(look, { timeout: PATIENCE_IN_MS, interval: 20 });
}

/**
 * The response to a body that's too large. The server doesn't read the rest of it, so the connection
 * may break before the response is read; then it is sent again.
 */
export function sendTooMuch<Found>(send: () => Promise<Found>) {
  return until(() => send().catch(() => undefined));
}

/**
 * Sends a request with headers that `fetch` does not let anyone choose, such as Host. Each has a
 * connection of its own: a busy server may close an idle one just as the next request is sent.
 */
export function ask(url: string, headers: Record<string, string> = {}, method = "GET", body = "") {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number | undefined;
    headers: Record<string, string | string[] | undefined>;
    body: string;
  }>();
  request(url, { method, headers, agent: false }, (response) => {
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      text += chunk;
    });
    response.on("error", reject);
    response.on("end", () =>
      resolve({ status: response.statusCode, headers: response.headers, body: text }),
    );
  })
    .on("error", reject)
    .end(body);
  return promise;
}

/** An address by which other devices would reach this machine. */
export const addressInNetwork = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === "IPv4" && !one.internal)?.address;

/** Sends bytes as they are. Returns the first line of the response, or nothing when there is none. */
export function firstLine(port: number, host: string, bytes: Buffer) {
  const { promise, resolve } = Promise.withResolvers<string>();
  let text = "";
  const socket = connect(port, host);
  const done = () => {
    socket.destroy();
    const final = text.replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, "");
    resolve(final.split("\r\n", 1)[0] ?? "");
  };
  socket.on("data", (chunk) => {
    if (text.length < 100) text += chunk.toString("latin1");
  });
  // What announces a body and does not bring it would be waited for.
  socket.setTimeout(20_000, done);
  socket.on("error", done).on("close", done);
  socket.write(bytes);
  return promise;
}

/** The endpoints of better-auth, and of our own plugins, that the app uses. */
export const openEndpoints = new Set<string>([
  "/get-session",
  "/sign-out",
  KNOW_BROWSER,
  ...codeEndpoints, // @feature email-code
  ...passkeyEndpoints, // @feature passkey
  // @feature password
  ...passwordEndpoints,
  ...newBrowserEndpoints,
  // @end
  ...socialEndpoints, // @feature social
  ...twoFactorEndpoints, // @feature two-factor
  ...accountEndpoints, // @feature account
  ...confirmEndpoints, // @feature account
  ...emailChangeEndpoints, // @feature account
]);

/** How many requests one client address may send in so many seconds. */
export const clientLimits = {
  ...codeLimits, // @feature email-code
  ...passkeyLimits, // @feature passkey
  // @feature password
  ...passwordLimits,
  ...newBrowserLimits,
  // @end
  ...socialLimits, // @feature social
  ...knowBrowserLimits,
  ...twoFactorLimits, // @feature two-factor
  ...accountLimits, // @feature account
  ...confirmLimits, // @feature account
  ...emailChangeLimits, // @feature account
};
