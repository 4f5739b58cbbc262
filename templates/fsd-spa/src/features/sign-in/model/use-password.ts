import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { signInWithPassword } from "../api/password";
import { keepLastWay } from "./last-way"; // @feature several-ways
import { type SignInHandlers, settle } from "./sign-in-answer";

/** Signing in with a password. */
export function usePassword(handlers: SignInHandlers) {
  const password = useSingleMutation({
    mutationFn: signInWithPassword,
    onSuccess(answer) {
      keepLastWay("password"); // @feature several-ways
      settle(answer, handlers);
    },
  });
  return { ...password, emailRefusal: useRefusal(password, ["INVALID_EMAIL"]) };
}

export type Password = ReturnType<typeof usePassword>;
