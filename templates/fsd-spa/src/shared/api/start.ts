import type { SignInStep } from "./server"; // @feature email-code

/** What the server has written into the page, so that the first paint knows it. */
interface Start {
  viewer: { email: string; name: string } | null;
  signInStep: SignInStep | null; // @feature email-code
}

export const start: Start = JSON.parse(document.getElementById("start")?.textContent || "null");
