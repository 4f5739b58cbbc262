import { readSignInState, readTokens } from "@/shared/auth";
import { apiUrl } from "./api-url";
import type { Me, SignInStep } from "./server"; // @feature email-code
import { send } from "./transport";

const PAUSE_IN_MS = 2000;

/** What the first paint has to know: until then there is none. */
interface Start {
  viewer: { email: string; name: string } | null;
  signInStep: SignInStep | null; // @feature email-code
}

const viewer = readTokens() && (await currentViewer());

export const start: Start = {
  viewer,
  signInStep: !viewer && readSignInState() ? await currentStep() : null, // @feature email-code
};

/** Asks until there is an answer: without one, any page could be the wrong one. */
async function currentViewer(): Promise<Start["viewer"]> {
  for (;;) {
    const response = await send(new Request(apiUrl("/me"))).catch(() => null);
    if (response?.ok) return ((await response.json()) as Me).user;
    if (response?.status === 401) return null;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_IN_MS));
  }
}
// @feature email-code

async function currentStep(): Promise<SignInStep | null> {
  const response = await send(new Request(apiUrl("/sign-in-step"))).catch(() => null);
  return response?.ok ? await response.json() : null;
}
// @end
