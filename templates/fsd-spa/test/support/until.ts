import { vi } from "vitest";

// Far longer than it takes, because a busy machine may need many times as long as an idle one.
const PATIENCE_IN_MS = 120_000;

/** Looks again and again until there is something, and returns it. */
export function until<Found>(look: () => Found | Promise<Found>) {
  return vi.waitUntil(look, { timeout: PATIENCE_IN_MS, interval: 20 });
}
