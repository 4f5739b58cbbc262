import { authPost, DELETE, GET, refusedFor, type SignInStep } from "@/shared/api";

/** Where this browser is in a sign-in by code. */
export function getStep(): Promise<SignInStep> {
  return GET("/sign-in-step");
}

/** Has a code sent, and says when the next one can be. */
export async function sendCode(email: string): Promise<SignInStep> {
  try {
    await authPost("/email-otp/send-verification-otp", { email, type: "sign-in" });
  } catch (error) {
    // Someone went back and asked again. The code is on its way, so continue to where it's entered.
    if (!refusedFor(error, "CODE_JUST_SENT")) throw error;
  }
  return getStep();
}

export function signInWithCode(email: string, otp: string) {
  return authPost("/sign-in/email-otp", { email, otp });
}

/** Forgets that this browser has asked for a code. */
export function forgetCode(): Promise<null> {
  return DELETE("/sign-in-step");
}
