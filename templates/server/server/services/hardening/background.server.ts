import { report } from "~/services/report.server";

const running = new Set<Promise<unknown>>();

/** Sends e-mail after the answer, so that its time does not tell which addresses have an account. */
export function runInBackground(task: Promise<unknown>) {
  const watched = task
    .catch((error: unknown) => report("A background task failed:", error))
    .finally(() => running.delete(watched));
  running.add(watched);
}

/** Waits for what was begun, for example before the process ends. */
export async function finishBackground() {
  while (running.size > 0) await Promise.all(running);
}

/** How many tasks have been begun and not ended. */
export function countBackground() {
  return running.size;
}
