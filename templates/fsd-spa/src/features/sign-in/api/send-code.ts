// @feature email-code
import { authPost, refusedFor, type SignInStep } from "@/shared/api";
import { getStep } from "./get-step";

/** Has a code sent, and says when the next one can be. */
export async function sendCode(email: string): Promise<SignInStep> {
  try {
    await authPost("/email-otp/send-verification-otp", { email, type: "sign-in" });
  } catch (error) {
    // Someone went back and asked again: the code is on its way, so on to where it is typed.
    if (!refusedFor(error, "CODE_JUST_SENT")) throw error;
  }
  return getStep();
}
