import { useEffect, useState } from "react";
import { SubmitButton, type SubmitButtonProps, useHydrated } from "~/components/form";

interface ResendButtonProps extends Pick<SubmitButtonProps, "variant" | "size"> {
  label: string;
  /** How long the server still refuses to send the next code. */
  resendInSeconds: number;
  pending: boolean;
}

/**
 * Counts down to when the server sends the next code. Without JavaScript, nothing counts down, so
 * the button stays enabled and the server says if it's too early.
 */
export function ResendButton(props: ResendButtonProps) {
  const { label, resendInSeconds, pending, variant, size } = props;
  const left = useCountdown(resendInSeconds, pending);
  const waiting = useHydrated() && left > 0;

  return (
    <SubmitButton
      variant={variant}
      size={size}
      disabled={waiting && !pending}
      pending={pending}
      pendingText="Sending a new code…"
    >
      {waiting ? <span className="tabular-nums">{`${label} in ${readable(left)}`}</span> : label}
    </SubmitButton>
  );
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

function readable(seconds: number): string {
  if (seconds < 100) return `${seconds}s`;
  return `${Math.ceil(seconds / 60)} min`;
}
