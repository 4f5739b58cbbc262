import { useRef } from "react";
import { useNavigation } from "react-router";
import { askForOwnPasskey } from "./ceremonies";
import { PasskeyButton } from "./passkey-button";
import { useDevice } from "./use-device";

interface ConfirmByPasskeyProps {
  /** Of the form that it's in. */
  intent: string;
  /** Why the last attempt wasn't accepted. */
  problem: string | undefined;
}

/** In a form that asks people to confirm that it's them. It sends the form once they have. */
export function ConfirmByPasskey({ intent, problem: refusal }: ConfirmByPasskeyProps) {
  const proof = useRef<HTMLInputElement>(null);
  const sending = useNavigation().state !== "idle";
  const { asking, problem, ask } = useDevice(askForOwnPasskey, send);
  const pending = asking || sending;

  function send(response: string) {
    if (!proof.current) return;
    proof.current.value = response;
    proof.current.form?.requestSubmit();
  }

  return (
    <>
      <input type="hidden" name="confirmWay" value="passkey" />
      <input ref={proof} type="hidden" name="confirmProof" />
      <PasskeyButton
        errorId={`${intent}-passkey-error`}
        error={problem ?? refusal}
        className="h-auto min-h-11 py-2 text-balance whitespace-normal"
        pending={pending}
        pendingText={asking ? "Waiting for your passkey…" : "One moment…"}
        onClick={() => !pending && ask()}
      >
        Use your passkey
      </PasskeyButton>
    </>
  );
}
