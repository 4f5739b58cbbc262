import { authPost } from "@/shared/api";

/** Ends a connection to a provider. The last way in stays. */
export function disconnect(provider: string) {
  return authPost("/disconnect", { provider }, { forMembers: true });
}
