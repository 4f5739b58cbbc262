import { readTokens } from "@/shared/auth";
import { apiUrl } from "./api-url";
// @feature email-code|social
import type {
  Providers, // @feature social
  SignInStep, // @feature email-code
} from "./server";
// @end
import { stepAtStart } from "./step-at-start"; // @feature email-code
import { send } from "./transport";

const PAUSE_IN_MS = 2000;

interface Viewer {
  email: string;
  name: string;
}

/** What the first paint has to know. Until then nothing is painted that could be wrong. */
interface Start {
  viewer: Viewer | null;
  signInStep: SignInStep; // @feature email-code
  // @feature social
  /** The providers that people can sign in with. */
  providers: Providers;
  // @end
}

const viewer = readTokens() && (await viewerAtStart());

export const start: Start = {
  viewer,
  signInStep: viewer ? null : await stepAtStart(), // @feature email-code
  providers: await providersAtStart(), // @feature social
};

/** Asks until there is a response: a server that is being restarted must not sign anyone out. */
async function viewerAtStart(): Promise<Viewer | null> {
  for (;;) {
    const response = await send(new Request(apiUrl("/me"))).catch(() => null);
    if (response?.ok) return ((await response.json()) as { user: Viewer }).user;
    if (response?.status === 401) return null;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_IN_MS));
  }
}
// @feature social

/** None, if the server can't be reached: the other ways in say so when they are tried. */
async function providersAtStart(): Promise<Providers> {
  const response = await send(new Request(apiUrl("/providers"))).catch(() => null);
  return response?.ok ? await response.json() : [];
}
// @end
