// @feature email-code
import { authPost } from "@/shared/api";
import { type SignInAnswer, signInAnswer } from "../model/sign-in-answer";

export async function signInWithCode(email: string, otp: string): Promise<SignInAnswer> {
  return signInAnswer(await authPost("/sign-in/email-otp", { email, otp }));
}
