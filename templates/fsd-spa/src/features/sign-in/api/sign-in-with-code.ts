// @feature email-code
import { authPost } from "@/shared/api";

export function signInWithCode(email: string, otp: string) {
  return authPost("/sign-in/email-otp", { email, otp });
}
