import { DatabaseSync } from "node:sqlite";

/** Makes all sessions in an SQLite file too old to count as a recent sign-in. */
export function ageSessions(file: string): void {
  const database = new DatabaseSync(file);
  database.exec("UPDATE session SET created_at = created_at - 60 * 60 * 1000");
  database.close();
}
