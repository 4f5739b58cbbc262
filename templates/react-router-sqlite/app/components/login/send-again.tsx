// @feature email-code
import { Form } from "react-router";
import { useCountdown } from "~/components/login/use-countdown";
import type { SingleSubmit } from "~/components/login/use-single-submit";
import { SubmitButton } from "~/components/submit-button";
import type { ButtonProps } from "~/components/ui/button";
import { useHydrated } from "~/components/use-hydrated";

interface SendAgainProps extends SingleSubmit, Pick<ButtonProps, "variant" | "size" | "className"> {
  label: string;
  resendInSeconds: number;
}

/**
 * Counts down to when the server sends the next code. Without JavaScript nothing counts, so the
 * button stays open and the server says if it is too early.
 */
export function SendAgain(props: SendAgainProps) {
  const { label, resendInSeconds, pendingIntent, onSubmit, ...look } = props;
  const pending = pendingIntent === "send-again";
  const left = useCountdown(resendInSeconds, pending);
  const hydrated = useHydrated();

  return (
    <Form method="post" onSubmit={onSubmit} className="flex flex-col">
      <input type="hidden" name="intent" value="send-again" />
      <SubmitButton
        {...look}
        disabled={hydrated && left > 0 && !pending}
        pending={pending}
        pendingText="Sending a new code…"
      >
        {left > 0 ? (
          <span className="tabular-nums">
            {label} in {readable(left)}
          </span>
        ) : (
          label
        )}
      </SubmitButton>
    </Form>
  );
}

function readable(seconds: number): string {
  if (seconds < 100) return `${seconds} s`;
  return `${Math.ceil(seconds / 60)} min`;
}
