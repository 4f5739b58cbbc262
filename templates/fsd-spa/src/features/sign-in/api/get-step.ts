// @feature email-code
import { GET, type SignInStep } from "@/shared/api";

/** Where this browser is in a sign-in by code. */
export function getStep(): Promise<SignInStep> {
  return GET("/sign-in-step");
}
