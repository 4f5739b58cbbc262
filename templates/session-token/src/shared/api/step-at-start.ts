// @feature email-code
import { readSignInState } from "@/shared/auth";
import { apiUrl } from "./api-url";
import type { SignInStep } from "./server";
import { send } from "./transport";

/** Where this device is in a sign-in by code, if it has begun one. */
export async function stepAtStart(): Promise<SignInStep> {
  if (!readSignInState()) return null;
  const response = await send(new Request(apiUrl("/sign-in-step"))).catch(() => null);
  return response?.ok ? await response.json() : null;
}
