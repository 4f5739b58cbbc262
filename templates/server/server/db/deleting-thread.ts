// @feature sqlite
import { parentPort } from "node:worker_threads";
import { openDatabase } from "./connection.ts";

// Runs what deleter.ts sends. An error ends this thread, and is told to the one that waits.
const connection = openDatabase();
parentPort?.on("message", ({ sql, params }: { sql: string; params: unknown[] }) => {
  parentPort?.postMessage(connection.prepare(sql).run(...params).changes);
});
