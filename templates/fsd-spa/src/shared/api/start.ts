// @feature email-code|social
import type {
  Providers, // @feature social
  SignInStep, // @feature email-code
} from "./server";

// @end
/** What the server has written into the page, so that the first paint knows it. */
interface Start {
  viewer: { email: string; name: string } | null;
  signInStep: SignInStep | null; // @feature email-code
  // @feature social
  /** The providers that people can sign in with. */
  providers: Providers;
  // @end
}

export const start: Start = JSON.parse(document.getElementById("start")?.textContent || "null");
