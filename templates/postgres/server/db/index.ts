import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { Client, type ClientConfig, Pool } from "pg";
import { note } from "~/services/report.server";
import { env } from "../env.server.ts";
import { databaseUrl, explainConnection } from "./connection.ts";
import * as schema from "./schema/index.ts";

const LONGEST_STATEMENT_IN_MS = 15_000;

/** Asks for the address at each connection: the embedded database starts when it is needed. */
class AppClient extends Client {
  constructor(config?: ClientConfig) {
    super({ ...config, connectionString: databaseUrl() });
    // A connection can break while a transaction uses it. The query that is waiting fails
    // anyway, but an event without a listener would end the process.
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
  // Notices connections that the network has dropped silently.
  keepAlive: true,
  // Not as a parameter of the connection, because connection poolers like PgBouncer refuse those.
  onConnect: (client) =>
    client.query(
      `set statement_timeout = ${LONGEST_STATEMENT_IN_MS}; set idle_in_transaction_session_timeout = ${LONGEST_STATEMENT_IN_MS}`,
    ),
});

// The server restarts, the network breaks: the pool opens new connections when they are needed.
pool.on("error", ({ message }) => note(`A database connection was lost: ${message}`));

export const db = drizzle(pool, { schema });
export const provider = "pg";
export const transaction = true;

/** A session and its user, found by its token. Nearly every request needs this, so it's prepared once. */
export function prepareSessionByToken() {
  const { session, user } = schema;
  return (
    db
      .select({ session, user })
      .from(session)
      .innerJoin(user, eq(user.id, session.userId))
      .where(eq(session.token, sql.placeholder("token")))
      // Without a name, because connection poolers like PgBouncer may not know named statements.
      .prepare("")
  );
}

export async function closeDatabase() {
  await pool.end();
}

export function openDeleter() {
  return {
    /** Deletes up to `limit` of the rows that the condition is about, and returns how many. */
    async deleteSome(table: PgTable & { id: AnyPgColumn }, condition: SQL, limit: number) {
      const some = db
        .select({ id: table.id })
        .from(table)
        .where(condition)
        .limit(limit)
        // Several instances do this at the same time, and none waits for another.
        .for("update", { skipLocked: true });
      const { rowCount } = await db.delete(table).where(inArray(table.id, some));
      return rowCount ?? 0;
    },
    /** The pool is the app's and stays open. */
    async close() {},
  };
}
