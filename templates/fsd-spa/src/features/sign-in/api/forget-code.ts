// @feature email-code
import { DELETE } from "@/shared/api";

/** Forgets that this browser has asked for a code. */
export function forgetCode(): Promise<null> {
  return DELETE("/sign-in-step");
}
