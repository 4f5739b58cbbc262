import { SubmitButton, type SubmitButtonProps, useHydrated } from "~/components/form";
import { Fingerprint } from "~/components/icons";
import { FieldError } from "~/components/ui/field";

interface PasskeyButtonProps extends SubmitButtonProps {
  errorId: string;
  error: string | undefined;
  withoutJavaScript?: string;
}

/** Asks the device for a passkey. Below, it says what went wrong. */
export function PasskeyButton({
  errorId,
  error,
  withoutJavaScript = "Passkeys need JavaScript, which is turned off in this browser.",
  children,
  ...button
}: PasskeyButtonProps) {
  const hydrated = useHydrated();
  return (
    <div className="flex flex-col gap-2">
      <SubmitButton type="button" disabled={!hydrated} {...button}>
        <Fingerprint />
        {children}
      </SubmitButton>
      <FieldError id={errorId} stale={button.pending}>
        {error}
      </FieldError>
      <noscript>
        <p className="text-sm text-pretty text-muted-foreground">{withoutJavaScript}</p>
      </noscript>
    </div>
  );
}
