import { useRef, useState } from "react";
import { useNavigation } from "react-router";
import { SubmitButton, useHydrated } from "~/components/form";
import { Fingerprint } from "~/components/icons";
import { FieldError } from "~/components/ui/field";
import { askForOwnPasskey, PasskeyProblem } from "./ceremonies";

interface ConfirmByPasskeyProps {
  /** Of the form that it's in. */
  intent: string;
  /** Why the last attempt wasn't accepted. */
  problem: string | undefined;
}

/** In a form that asks people to confirm that it's them. It sends the form once they have. */
export function ConfirmByPasskey({ intent, problem: refusal }: ConfirmByPasskeyProps) {
  const hydrated = useHydrated();
  const sending = useNavigation().state !== "idle";
  const proof = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const pending = asking || sending;

  async function ask() {
    if (pending) return;
    setProblem(undefined);
    setAsking(true);
    try {
      const response = await askForOwnPasskey();
      if (!response || !proof.current) return;
      proof.current.value = response;
      proof.current.form?.requestSubmit();
    } catch (error) {
      setProblem(error instanceof PasskeyProblem ? error.message : undefined);
    } finally {
      setAsking(false);
    }
  }

  return (
    <div className="flex flex-col gap-2">
      <input type="hidden" name="confirmWay" value="passkey" />
      <input ref={proof} type="hidden" name="confirmProof" />
      <SubmitButton
        type="button"
        disabled={!hydrated}
        pending={pending}
        pendingText={asking ? "Waiting for your passkey…" : "One moment…"}
        onClick={ask}
      >
        <Fingerprint />
        Confirm with your passkey
      </SubmitButton>
      <FieldError id={`${intent}-passkey-error`} stale={pending}>
        {problem ?? refusal}
      </FieldError>
      <noscript>
        <p className="text-sm text-pretty text-muted-foreground">
          Passkeys need JavaScript, which is turned off in this browser.
        </p>
      </noscript>
    </div>
  );
}
