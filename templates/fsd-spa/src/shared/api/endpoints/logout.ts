import { POST } from "../client";

/** Ends the session on the server. */
export function logout(): Promise<unknown> {
  return POST("/auth/sign-out");
}
