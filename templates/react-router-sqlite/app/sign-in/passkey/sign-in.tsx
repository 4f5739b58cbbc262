import { browserSupportsWebAuthnAutofill, WebAuthnAbortService } from "@simplewebauthn/browser";
import { useCallback, useEffect } from "react";
import { useSubmit } from "react-router";
import { CHALLENGE_LIFETIME_IN_MINUTES } from "~/services/sign-in/passkey/rules";
import type { Answer } from "../action.server";
import { LastUsed } from "../last-used"; // @feature several-ways
import { askForPasskey } from "./ceremonies";
import { PasskeyButton } from "./passkey-button";
import { useDevice } from "./use-device";

interface PasskeySignInProps {
  pendingIntent: string | null;
  answer: Answer | undefined;
}

/** On the sign-in form. The field for the address suggests passkeys as well, while this is shown. */
export function PasskeySignIn({ pendingIntent, answer }: PasskeySignInProps) {
  const { problem, asking, ask } = usePasskey();
  const sending = pendingIntent === "passkey";
  return (
    <PasskeyButton
      errorId="passkey-error"
      error={problem ?? (answer?.field === "passkey" ? answer.error : undefined)}
      variant="outline"
      pending={asking || sending}
      pendingText={asking ? "Waiting for your passkey…" : "Signing you in…"}
      onClick={ask}
    >
      Sign in with a passkey
      <LastUsed way="passkey" /> {/* @feature several-ways */}
    </PasskeyButton>
  );
}

/** Suggests passkeys until one is used, or until the button asks for one. */
function usePasskey() {
  const submit = useSubmit();
  const send = useCallback(
    (response: string) => submit({ intent: "passkey", response }, { method: "post" }),
    [submit],
  );
  const device = useDevice(askForPasskey, send);
  const { asking } = device;

  // The button's request ends the suggestions, so they begin again after it.
  useEffect(() => (asking ? undefined : keepSuggesting(send)), [asking, send]);

  return device;
}

/** Before the challenge expires. */
const RENEWED_AFTER_IN_MS = (CHALLENGE_LIFETIME_IN_MINUTES - 1) * 60 * 1000;

function keepSuggesting(send: (response: string) => Promise<void>) {
  const end = new AbortController();
  const { signal } = end;

  async function suggest(): Promise<void> {
    if (!(await browserSupportsWebAuthnAutofill()) || signal.aborted) return;
    // A suggestion that fails shows nothing: the person has not asked for it.
    const response = await askForPasskey({ autofill: signal }).catch(() => null);
    if (!response || signal.aborted) return;
    await send(response);
    // Still here, so it was refused.
    return suggest();
  }

  suggest();
  const timer = setInterval(suggest, RENEWED_AFTER_IN_MS);
  return () => {
    end.abort();
    clearInterval(timer);
    WebAuthnAbortService.cancelCeremony();
  };
}
