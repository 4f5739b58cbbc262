import { useEffect, useEffectEvent } from "react";
import { askForPasskey, canSuggestPasskeys } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { CHALLENGE_LIFETIME_IN_MINUTES } from "~/services/sign-in/passkey/rules";
import { signInWithPasskey } from "../api/passkey";
import { keepLastWay } from "./last-way"; // @feature several-ways
import { type SignInHandlers, settle } from "./sign-in-answer";

/** Before the challenge expires. */
const RENEWED_AFTER_IN_MS = (CHALLENGE_LIFETIME_IN_MINUTES - 1) * 60 * 1000;

/** Signing in with a passkey: by the button, or by a suggestion of the address field. */
export function usePasskey(handlers: SignInHandlers) {
  const passkey = useSingleMutation({
    mutationFn: signInWithPasskey,
    onSuccess(answer) {
      if (!answer) return;
      keepLastWay("passkey"); // @feature several-ways
      settle(answer, handlers);
    },
  });
  const onSuggested = useEffectEvent(passkey.mutate);
  const { isPending } = passkey;

  // A request to sign in ends the suggestions, so they begin again after it.
  useEffect(() => {
    if (isPending) return;
    const end = new AbortController();
    const { signal } = end;

    async function suggest() {
      if (!(await canSuggestPasskeys().catch(() => false)) || signal.aborted) return;
      // Suggestions that fail show nothing: no one has asked for them. One that was chosen does.
      const suggested = await askForPasskey({ autofill: signal }).catch(() => null);
      if (suggested && !signal.aborted) onSuggested(suggested);
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
