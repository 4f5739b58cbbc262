import { GET, type Security } from "@/shared/api";

/** What guards the account. */
export function getSecurity({ signal }: { signal: AbortSignal }): Promise<Security> {
  return GET("/security", { signal, forMembers: true });
}
