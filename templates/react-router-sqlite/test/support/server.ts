import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createDatabase, unusedDatabaseUrl } from "./database";
import { emailSettings } from "./sent-email";

export const secret = "a-secret-for-tests-and-for-nothing-else";

type Database = Awaited<ReturnType<typeof createDatabase>>;
type Variables = Record<string, string | undefined>;

// A test that fails or is stopped half-way must not leave its server behind.
const endsWithParent = 'data:text/javascript,process.once("disconnect", () => process.exit())';

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
      // Whoever claims an address behind a proxy may read the mailbox of a test.
      DEV_HOSTS: "127.0.0.1",
      PORT: "0",
      CLIENT_ORIGINS: "", // @feature token
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
  const isProduction =
    "NODE_ENV" in variables && !["development", "test"].includes(variables.NODE_ENV ?? "");

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
