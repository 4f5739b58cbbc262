import { type ReactNode, useState } from "react";
import { useNavigation, useSubmit } from "react-router";
import { SubmitButton, useHydrated } from "~/components/form";
import { Fingerprint } from "~/components/icons";
import { FieldError } from "~/components/ui/field";
import { createPasskey, PasskeyProblem } from "./ceremonies";

interface AddPasskeyProps {
  /** What the server says. */
  error: string | undefined;
  /** The text of the button. */
  children: ReactNode;
}

/** Creates a passkey on this device, and sends it to the page that this is on. */
export function AddPasskey({ error, children }: AddPasskeyProps) {
  const hydrated = useHydrated();
  const { problem, pending, add } = useAdding();
  return (
    <div className="flex flex-col gap-2">
      <SubmitButton
        type="button"
        disabled={!hydrated}
        pending={pending}
        pendingText="Waiting for your device…"
        onClick={add}
      >
        <Fingerprint />
        {children}
      </SubmitButton>
      <FieldError id="add-passkey-error" stale={pending}>
        {problem ?? error}
      </FieldError>
      <noscript>
        <p className="text-sm text-muted-foreground">
          Adding a passkey needs JavaScript, which is turned off in this browser.
        </p>
      </noscript>
    </div>
  );
}

function useAdding() {
  const submit = useSubmit();
  const sending = useNavigation().formData?.get("intent") === "add-passkey";
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const pending = asking || sending;

  async function add() {
    if (pending) return;
    setProblem(undefined);
    setAsking(true);
    try {
      const response = await createPasskey();
      if (response) await submit({ intent: "add-passkey", response }, { method: "post" });
    } catch (error) {
      if (!(error instanceof PasskeyProblem)) throw error;
      if (error.code !== "CONFIRM_ITS_YOU") return setProblem(error.message);
      await submit({ intent: "add-passkey" }, { method: "post" });
    } finally {
      setAsking(false);
    }
  }

  return { problem, pending, add };
}
