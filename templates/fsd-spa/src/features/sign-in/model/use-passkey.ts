import { useEffect, useEffectEvent } from "react";
import { canSuggestPasskeys } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { CHALLENGE_LIFETIME_IN_MINUTES } from "~/services/sign-in/passkey/rules";
import { signInWithPasskey } from "../api/passkey";
import { keepLastWay } from "./last-way"; // @feature several-ways
import { type SignInAnswer, type SignInHandlers, settle } from "./sign-in-answer";

/** Before the challenge expires. */
const RENEWED_AFTER_IN_MS = (CHALLENGE_LIFETIME_IN_MINUTES - 1) * 60 * 1000;

/** Signing in with a passkey: by the button, or by a suggestion of the address field. */
export function usePasskey(handlers: SignInHandlers) {
  function onSignedIn(answer: SignInAnswer | null) {
    if (!answer) return;
    keepLastWay("passkey"); // @feature several-ways
    settle(answer, handlers);
  }
  const passkey = useSingleMutation({
    mutationFn: () => signInWithPasskey(),
    onSuccess: onSignedIn,
  });
  const onSuggested = useEffectEvent(onSignedIn);
  const { isPending } = passkey;

  // The button's request ends the suggestions, so they begin again after it.
  useEffect(() => {
    if (isPending) return;
    const end = new AbortController();
    const { signal } = end;

    async function suggest() {
      if (!(await canSuggestPasskeys().catch(() => false)) || signal.aborted) return;
      // A suggestion that fails shows nothing: the person has not asked for it.
      onSuggested(await signInWithPasskey({ autofill: signal }).catch(() => null));
    }

    suggest();
    const timer = setInterval(suggest, RENEWED_AFTER_IN_MS);
    return () => {
      end.abort();
      clearInterval(timer);
    };
  }, [isPending]);

  return passkey;
}
