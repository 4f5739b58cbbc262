import { drizzle } from "drizzle-orm/node-postgres";
import { Client, type ClientConfig, Pool } from "pg";
import { env } from "../env.server.ts";
import { explainConnection } from "./explain-connection.ts";
import * as schema from "./schema/index.ts";
import { databaseUrl } from "./url.ts";

const LONGEST_STATEMENT_IN_MS = 15_000;

/** Asks for the address at each connection: the embedded database starts when it is needed. */
class AppClient extends Client {
  constructor(config?: ClientConfig) {
    super({ ...config, connectionString: databaseUrl() });
    // A connection can break while a transaction uses it. Whoever waits for an answer is told
    // anyway, but an event that nobody listens to would end the process.
    this.on("error", () => {});
    const connect = this.connect.bind(this);
    // The pool calls it with a function, which is told what to do about a wrong address.
    this.connect = ((done: (error?: Error) => void) =>
      connect((error?: Error | null) =>
        done(error ? explainConnection(error) : undefined),
      )) as Client["connect"];
  }
}

const pool = new Pool({
  Client: AppClient,
  max: env.DATABASE_POOL_SIZE,
  connectionTimeoutMillis: 5000,
  idleTimeoutMillis: 30_000,
  // What the network has dropped silently is noticed.
  keepAlive: true,
  // Not as a parameter of the connection, because connection poolers like PgBouncer refuse those.
  onConnect: (client) =>
    client.query(
      `set statement_timeout = ${LONGEST_STATEMENT_IN_MS}; set idle_in_transaction_session_timeout = ${LONGEST_STATEMENT_IN_MS}`,
    ),
});

// The server restarts, the network breaks: the pool opens new connections when they are needed.
pool.on("error", (error) => console.error("A database connection was lost:", error.message));

export const db = drizzle(pool, { schema });
export const provider = "pg";
export const transaction = true;

export async function closeDatabase() {
  await pool.end();
}
