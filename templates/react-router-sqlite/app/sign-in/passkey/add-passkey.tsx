import type { ReactNode } from "react";
import { useNavigation, useSubmit } from "react-router";
import type { SubmitButtonProps } from "~/components/form";
import { createPasskey, PasskeyProblem } from "./ceremonies";
import { PasskeyButton } from "./passkey-button";
import { useDevice } from "./use-device";

interface AddPasskeyProps extends Pick<SubmitButtonProps, "variant"> {
  /** What the server says. */
  error: string | undefined;
  /** The text of the button. */
  children: ReactNode;
}

const intent = "add-passkey";

/** Creates a passkey on this device, and sends it to the page that this is on. */
export function AddPasskey({ error, variant, children }: AddPasskeyProps) {
  const submit = useSubmit();
  const sending = useNavigation().formData?.get("intent") === intent;
  const { asking, problem, ask } = useDevice(create, (response) =>
    submit({ intent, response }, { method: "post" }),
  );
  const pending = asking || sending;

  async function create() {
    try {
      return await createPasskey();
    } catch (error) {
      if (!(error instanceof PasskeyProblem && error.code === "CONFIRM_ITS_YOU")) throw error;
      // The page then asks for that.
      await submit({ intent }, { method: "post" });
      return null;
    }
  }

  return (
    <PasskeyButton
      errorId="add-passkey-error"
      error={problem ?? error}
      variant={variant}
      withoutJavaScript="Adding a passkey needs JavaScript, which is turned off in this browser."
      pending={pending}
      pendingText="Waiting for your device…"
      onClick={() => !pending && ask()}
    >
      {children}
    </PasskeyButton>
  );
}
