import { type Account, GET } from "@/shared/api";

/** What protects the account. */
export function getAccount({ signal }: { signal: AbortSignal }): Promise<Account> {
  return GET("/account", { signal, forMembers: true });
}
