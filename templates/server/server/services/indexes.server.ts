import type { BetterAuthPlugin } from "better-auth";

/**
 * Indexes that better-auth's tables don't have by themselves. Without them, deleting what has
 * expired and looking up an account read the whole table, which takes seconds at a million rows.
 * The one of `rate_limit` is in scripts/auth-generate.ts, because plugins can't add to that table.
 */
export function indexes() {
  return {
    id: "indexes",
    schema: {
      session: { fields: {}, indexes: [{ fields: ["expiresAt"] }] },
      verification: { fields: {}, indexes: [{ fields: ["expiresAt"] }] },
      account: { fields: {}, indexes: [{ fields: ["providerId", "accountId"] }] },
    },
  } satisfies BetterAuthPlugin;
}
