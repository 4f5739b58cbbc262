// @feature email-code
import type { ButtonProps } from "@/shared/ui/button";
import { SubmitButton } from "@/shared/ui/submit-button";
import { useCountdown } from "./use-countdown";

interface SendAgainProps extends Pick<ButtonProps, "variant" | "size"> {
  label: string;
  resendInSeconds: number;
  pending: boolean;
  onSend: () => void;
}

/** Counts down to when the server sends the next code. */
export function SendAgain({ label, resendInSeconds, pending, onSend, ...look }: SendAgainProps) {
  const left = useCountdown(resendInSeconds, pending);
  return (
    <SubmitButton
      type="button"
      {...look}
      disabled={left > 0 && !pending}
      pending={pending}
      pendingText="Sending a new code…"
      onClick={onSend}
    >
      {left > 0 ? (
        <span className="tabular-nums">
          {label} in {readable(left)}
        </span>
      ) : (
        label
      )}
    </SubmitButton>
  );
}

function readable(seconds: number): string {
  if (seconds < 100) return `${seconds} s`;
  return `${Math.ceil(seconds / 60)} min`;
}
