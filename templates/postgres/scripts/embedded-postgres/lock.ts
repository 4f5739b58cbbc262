import { DatabaseSync } from "node:sqlite";

/**
 * Takes the lock and returns a function that releases it, or nothing if another process has it. The
 * lock is one of SQLite's, because the operating system keeps those: when a process ends, however
 * it ends, its lock is released, so there are no stale ones to detect.
 */
export function takeLock(file: string, patienceInMs = 0) {
  const database = new DatabaseSync(file, { timeout: patienceInMs });
  try {
    database.exec("begin exclusive");
    return () => database.close();
  } catch (error) {
    database.close();
    if (error instanceof Error && error.message.includes("is locked")) return undefined;
    throw error;
  }
}
