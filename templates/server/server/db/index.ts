import { drizzle } from "drizzle-orm/better-sqlite3";
import { openDatabase } from "./connection.ts";
import * as schema from "./schema/index.ts";

const connection = openDatabase();

export const db = drizzle(connection, { schema });
export const provider = "sqlite";
// better-sqlite3 cannot wait for anything inside a transaction, as better-auth does.
export const transaction = false;

export async function closeDatabase() {
  connection.close();
}
