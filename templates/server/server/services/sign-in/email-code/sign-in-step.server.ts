import { auth } from "~/services/auth.server";
import { PENDING_SIGN_IN } from "./codes.server";

/** The code step if this browser has requested a code, otherwise null: the email step. */
export async function signInStep(headers: Headers) {
  // Most visitors have no such cookie, and asking better-auth takes longer than half of the page.
  if (!headers.get("cookie")?.includes(PENDING_SIGN_IN)) return null;
  return auth.api.signInStep({ headers });
}
