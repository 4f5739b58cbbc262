// @feature social
import { takeVerifier } from "@/shared/auth";
import { POST } from "./client";

// The server has the sentences.
export { socialProblem } from "~/services/sign-in/social/problems";

interface Handover {
  /** The page that the visitor was on the way to. */
  redirectTo: string;
  isSecondFactorDue: boolean; // @feature two-factor
}

/** What a sign-in with a provider has led to. If that is a session, its tokens are kept. */
export function completeHandover(code: string): Promise<Handover> {
  return POST("/token/handover", { code, verifier: takeVerifier() });
}
