import { type ReactNode, useEffect, useState } from "react";
import { Form } from "react-router";
import { CodeField } from "~/components/code-field";
import {
  type SingleSubmit,
  SubmitButton,
  type SubmitButtonProps,
  useHydrated,
} from "~/components/form";
import { CircleCheck, MailOpen } from "~/components/icons";
import { SignInCard, SignInFooter, StepOver } from "./card";

interface EmailedCodeProps extends SingleSubmit {
  email: string;
  /** Why a code was sent, if that has to be said. */
  why?: string; // @feature password
  /** What else to say about it. */
  note?: string;
  /** How many digits the code has. */
  length: number;
  error: string | undefined;
  /** Why no code that was sent will work, if so: a new one is needed. */
  over: string | null | undefined;
  /** "Resend code" has just been pressed, and a new code is on its way. */
  sentAgain: boolean;
  /** How long the server still refuses to send the next code. */
  resendInSeconds: number;
  /** What else people can do. */
  children: ReactNode;
}

/** Where people enter a code that was emailed to them, or request another one. */
export function EmailedCode({ email, over, children, ...code }: EmailedCodeProps) {
  return (
    <SignInCard
      icon={<MailOpen />}
      title="Check your email"
      description={
        <>
          {code.why && <>{code.why} </>} {/* @feature password */}
          We sent a {code.length}-digit code to{" "}
          <strong className="font-medium break-words text-foreground">{email}</strong>. {code.note}
        </>
      }
    >
      {over ? (
        <StepOver text={over}>
          <ResendCode label="Send a new code" {...code} />
        </StepOver>
      ) : (
        <VerifyForm {...code} />
      )}
      <SignInFooter>
        {!over && <ResendCode label="Resend code" variant="link" size="text" {...code} />}
        {children}
      </SignInFooter>
    </SignInCard>
  );
}

type VerifyFormProps = SingleSubmit & Pick<EmailedCodeProps, "length" | "error" | "sentAgain">;

function VerifyForm({ length, error, sentAgain, pendingIntent, onSubmit }: VerifyFormProps) {
  return (
    <Form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
      <input type="hidden" name="intent" value="verify-code" />
      <CodeField
        label={<>{length}-digit code</>}
        length={length}
        problem={error}
        stale={pendingIntent !== null}
        renewed={sentAgain}
      >
        {sentAgain && !error && (
          <p role="status" className="flex items-start gap-1.5 text-sm text-accent-foreground">
            <CircleCheck className="mt-0.5 size-4 shrink-0" />
            We've sent a new code. Only the latest one works.
          </p>
        )}
      </CodeField>
      <SubmitButton pending={pendingIntent === "verify-code"} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </Form>
  );
}

interface ResendCodeProps
  extends SingleSubmit,
    Pick<EmailedCodeProps, "resendInSeconds">,
    Pick<SubmitButtonProps, "variant" | "size"> {
  label: string;
}

/**
 * Counts down to when the server sends the next code. Without JavaScript, nothing counts down, so
 * the button stays enabled and the server says if it's too early.
 */
function ResendCode(props: ResendCodeProps) {
  const { label, resendInSeconds, pendingIntent, onSubmit, variant, size } = props;
  const pending = pendingIntent === "send-again";
  const left = useCountdown(resendInSeconds, pending);
  const waiting = useHydrated() && left > 0;

  return (
    <Form method="post" onSubmit={onSubmit} className="flex flex-col">
      <input type="hidden" name="intent" value="send-again" />
      <SubmitButton
        variant={variant}
        size={size}
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
