import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { signInWithPassword } from "../api/password";
import { type SignInHandlers, settle } from "./sign-in-answer";

/** Signing in with a password. */
export function usePassword(handlers: SignInHandlers) {
  return useSingleMutation({
    mutationFn: signInWithPassword,
    onSuccess: (answer) => settle(answer, handlers),
  });
}

export type Password = ReturnType<typeof usePassword>;
