import { browserSupportsWebAuthnAutofill, WebAuthnAbortService } from "@simplewebauthn/browser";
import { useCallback, useEffect, useState } from "react";
import { useSubmit } from "react-router";
import { SubmitButton, useHydrated } from "~/components/form";
import { Fingerprint } from "~/components/icons";
import { FieldError } from "~/components/ui/field";
import { CHALLENGE_LIFETIME_IN_MINUTES } from "~/services/sign-in/passkey/rules";
import type { Answer } from "../action.server";
import { LastUsed } from "../last-used"; // @feature several-ways
import { askForPasskey, PasskeyProblem } from "./ceremonies";

interface PasskeySignInProps {
  pendingIntent: string | null;
  answer: Answer | undefined;
}

/** On the sign-in form. The field for the address suggests passkeys as well, while this is shown. */
export function PasskeySignIn({ pendingIntent, answer }: PasskeySignInProps) {
  const hydrated = useHydrated();
  const { problem, asking, ask } = usePasskey();
  const sending = pendingIntent === "passkey";
  const error = problem ?? (answer?.field === "passkey" ? answer.error : undefined);
  return (
    <div className="flex flex-col gap-2">
      <SubmitButton
        type="button"
        variant="outline"
        disabled={!hydrated}
        pending={asking || sending}
        pendingText={asking ? "Waiting for your passkey…" : "Signing you in…"}
        onClick={ask}
      >
        <Fingerprint />
        Sign in with a passkey
        <LastUsed way="passkey" /> {/* @feature several-ways */}
      </SubmitButton>
      <FieldError id="passkey-error" stale={asking || sending}>
        {error}
      </FieldError>
      <noscript>
        <p className="text-sm text-pretty text-muted-foreground">
          Passkeys need JavaScript, which is turned off in this browser.
        </p>
      </noscript>
    </div>
  );
}

/** Suggests passkeys until one is used, or until the button asks for one. */
function usePasskey() {
  const submit = useSubmit();
  const [problem, setProblem] = useState<string>();
  const [asking, setAsking] = useState(false);

  const send = useCallback(
    (response: string) => submit({ intent: "passkey", response }, { method: "post" }),
    [submit],
  );

  // The button's request ends the suggestions, so they begin again after it.
  useEffect(() => (asking ? undefined : keepSuggesting(send)), [asking, send]);

  async function ask() {
    if (asking) return;
    setProblem(undefined);
    setAsking(true);
    try {
      const response = await askForPasskey();
      if (response) await send(response);
    } catch (error) {
      setProblem(error instanceof PasskeyProblem ? error.message : undefined);
    } finally {
      setAsking(false);
    }
  }

  return { problem, asking, ask };
}

/** Before the challenge expires. */
const RENEWED_AFTER_IN_MS = (CHALLENGE_LIFETIME_IN_MINUTES - 1) * 60 * 1000;

function keepSuggesting(send: (response: string) => Promise<void>) {
  const end = new AbortController();
  const { signal } = end;

  async function suggest(): Promise<void> {
    if (!(await browserSupportsWebAuthnAutofill())) return;
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
