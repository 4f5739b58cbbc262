import { useQueryClient } from "@tanstack/react-query";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { newBrowserStep } from "../api/new-browser";
import { signInWithPassword } from "../api/password";
import { keepLastWay } from "./last-way"; // @feature several-ways
import { type SignInHandlers, settle } from "./sign-in-answer";

interface PasswordHandlers extends SignInHandlers {
  /** The password was right. In this browser, it also takes a code from an email. */
  onNewBrowser: () => void | Promise<void>;
}

/** Signing in with a password. */
export function usePassword(handlers: PasswordHandlers) {
  const queries = useQueryClient();
  const password = useSingleMutation({
    mutationFn: signInWithPassword,
    async onSuccess(answer) {
      keepLastWay("password"); // @feature several-ways
      if (!("newBrowser" in answer)) return settle(answer, handlers);
      // Before the page that shows it, so that it has something to show.
      await queries.fetchQuery({ ...newBrowserStep, staleTime: 0 });
      await handlers.onNewBrowser();
    },
  });
  return { ...password, emailRefusal: useRefusal(password, ["INVALID_EMAIL"]) };
}

export type Password = ReturnType<typeof usePassword>;
