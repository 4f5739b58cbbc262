import { GET } from "@/shared/api";

/** Asks people to confirm that it's them, unless they've just signed in. */
export function requireRecentSignIn() {
  return GET("/account/recent-sign-in", { forMembers: true });
}
