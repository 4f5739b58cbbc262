import { GET, type Security } from "@/shared/api";

/** What protects the account. */
export function getSecurity({ signal }: { signal: AbortSignal }): Promise<Security> {
  return GET("/security", { signal, forMembers: true });
}
