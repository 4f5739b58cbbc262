import { setTimeout } from "node:timers/promises";
import { lt } from "drizzle-orm";
import { ACTIVITY_KEPT_IN_DAYS } from "~/services/account/rules"; // @feature account
import { report } from "~/services/report.server";
import { openDeleter } from "./index.ts";
import {
  activity, // @feature account
  rateLimit,
  session,
  verification,
} from "./schema/index.ts";

const HOUR_IN_MS = 60 * 60 * 1000;
const FIRST_RUN_AFTER_IN_MS = 15_000;
// While rows are being deleted, no one else can write. So a batch takes only a few milliseconds, and
// those who wait get their turn after each.
const BATCH = 100;
const PAUSE_IN_MS = 25;
// Longer than the window of any limit.
const LONGEST_LIMIT_IN_MS = 24 * HOUR_IN_MS;
const ACTIVITY_KEPT_IN_MS = ACTIVITY_KEPT_IN_DAYS * 24 * HOUR_IN_MS; // @feature account

/** The rows that are no longer used. Sessions also hold people's addresses and devices. */
const expired = [
  { table: session, at: (now: number) => lt(session.expiresAt, new Date(now)) },
  { table: verification, at: (now: number) => lt(verification.expiresAt, new Date(now)) },
  { table: rateLimit, at: (now: number) => lt(rateLimit.lastRequest, now - LONGEST_LIMIT_IN_MS) },
  // @feature account
  {
    table: activity,
    at: (now: number) => lt(activity.createdAt, new Date(now - ACTIVITY_KEPT_IN_MS)),
  },
  // @end
];

/** Deletes expired rows soon after the start, and then every hour. Returns a way to stop that. */
export function startPruning() {
  const end = new AbortController();
  const running = pruneHourly(end.signal);
  return async () => {
    end.abort();
    await running;
  };
}

async function pruneHourly(signal: AbortSignal) {
  let pause = FIRST_RUN_AFTER_IN_MS;
  while (!signal.aborted) {
    try {
      await setTimeout(pause, undefined, { signal, ref: false });
      pause = HOUR_IN_MS;
      await prune(signal);
    } catch (error) {
      if (!signal.aborted) report("Couldn't delete expired rows:", error);
    }
  }
}

/** Deletes everything that has expired by now, in small batches, unless `signal` stops it. */
export async function prune(signal?: AbortSignal) {
  const deleter = openDeleter();
  try {
    for (const { table, at } of expired) {
      const condition = at(Date.now());
      while (!signal?.aborted && (await deleter.deleteSome(table, condition, BATCH)) === BATCH) {
        await setTimeout(PAUSE_IN_MS, undefined, { signal, ref: signal === undefined });
      }
    }
  } finally {
    await deleter.close();
  }
}
