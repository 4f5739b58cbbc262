import { useEffect, useState } from "react";
import { Form } from "react-router";
import {
  type SingleSubmit,
  SubmitButton,
  type SubmitButtonProps,
  useHydrated,
} from "~/components/form";
import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";
import { LastUsed } from "../last-used"; // @feature several-ways

/** On the sign-in form. */
export function SendCode({ pendingIntent }: { pendingIntent: string | null }) {
  return (
    <SubmitButton
      name="intent"
      value="send-code"
      variant="outline" // @feature password
      pending={pendingIntent === "send-code"}
      pendingText="Sending your code…"
    >
      Email me a code
      <LastUsed way="email-code" /> {/* @feature several-ways */}
    </SubmitButton>
  );
}

/** Below the sign-in form. */
export function CodeNote() {
  return <p>New here? Your first code creates your account.</p>;
}

// @feature code-recovery
/** Below the sign-in form, for people who can't use their passkey. */
export function LostPasskeyNote() {
  return <p>Lost your passkey? A code gets you back in.</p>;
}

// @end
interface ResendCodeProps extends SingleSubmit, Pick<SubmitButtonProps, "variant" | "size"> {
  label: string;
  resendInSeconds: number;
}

/**
 * Counts down to when the server sends the next code. Without JavaScript nothing counts, so the
 * button stays enabled and the server says if it's too early.
 */
export function ResendCode(props: ResendCodeProps) {
  const { label, resendInSeconds, pendingIntent, onSubmit, ...look } = props;
  const pending = pendingIntent === "send-again";
  const left = useCountdown(resendInSeconds, pending);
  const waiting = useHydrated() && left > 0;

  return (
    <Form method="post" onSubmit={onSubmit} className="flex flex-col">
      <input type="hidden" name="intent" value="send-again" />
      <SubmitButton
        {...look}
        disabled={waiting && !pending}
        pending={pending}
        pendingText="Sending a new code…"
      >
        {waiting ? <span className="tabular-nums">{`${label} in ${readable(left)}`}</span> : label}
      </SubmitButton>
    </Form>
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

const digits = [..."4029175836"].slice(0, CODE_LENGTH).map((digit, place) => ({ digit, place }));

/** In the picture on the home page. */
export function CodePicture() {
  return (
    <div className="mt-5 grid auto-cols-fr grid-flow-col gap-1.5 sm:gap-2">
      {digits.map(({ digit, place }) => (
        <span
          key={place}
          className="flex aspect-4/5 items-center justify-center rounded-lg bg-muted font-mono text-xl font-medium sm:text-2xl"
        >
          {digit}
        </span>
      ))}
    </div>
  );
}
