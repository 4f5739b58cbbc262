import { useEffect, useState } from "react";
import type { ButtonProps } from "./button";
import { SubmitButton } from "./submit-button";

interface ResendButtonProps extends Pick<ButtonProps, "variant" | "size"> {
  label: string;
  resendInSeconds: number;
  pending: boolean;
  onSend: () => void;
}

/** Counts down to when the server sends the next code. */
export function ResendButton(props: ResendButtonProps) {
  const { label, resendInSeconds, pending, onSend, variant, size } = props;
  const left = useCountdown(resendInSeconds, pending);
  return (
    <SubmitButton
      type="button"
      variant={variant}
      size={size}
      disabled={left > 0 && !pending}
      pending={pending}
      pendingText="Sending a new code…"
      onClick={onSend}
    >
      {left > 0 ? <span className="tabular-nums">{`${label} in ${readable(left)}`}</span> : label}
    </SubmitButton>
  );
}

function readable(seconds: number): string {
  if (seconds < 100) return `${seconds}s`;
  return `${Math.ceil(seconds / 60)} min`;
}

/** The seconds left of `seconds`. Starts again when `seconds` or `round` changes. */
function useCountdown(seconds: number, round: unknown): number {
  const [left, setLeft] = useState(seconds);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each round restarts the clock
  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [seconds, round]);

  return left;
}
