import { FieldError } from "./field-error";
import { Fingerprint } from "./icons";
import { SubmitButton, type SubmitButtonProps } from "./submit-button";

interface PasskeyButtonProps extends SubmitButtonProps {
  errorId: string;
  error: string | undefined;
}

/** Asks the device for a passkey. Below, it says what went wrong. */
export function PasskeyButton({ errorId, error, children, ...button }: PasskeyButtonProps) {
  return (
    <div className="flex flex-col gap-2">
      <SubmitButton type="button" {...button}>
        <Fingerprint />
        {children}
      </SubmitButton>
      <FieldError id={errorId} stale={button.pending}>
        {error}
      </FieldError>
    </div>
  );
}
