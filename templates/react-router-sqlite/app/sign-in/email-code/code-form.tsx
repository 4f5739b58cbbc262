import { useEffect, useRef } from "react";
import { Form } from "react-router";
import { CodeField } from "~/components/code-field";
import { type SingleSubmit, SubmitButton, useSingleSubmit } from "~/components/form";
import { CircleAlert, CircleCheck, MailOpen } from "~/components/icons";
import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";
import type { Answer } from "../action.server";
import { SignInCard } from "../card";
import { SendAgain } from "./send-code";

interface CodeFormProps {
  step: { email: string; sentAgain: boolean; expired: boolean; resendInSeconds: number };
  answer: Answer | undefined;
}

/** Reasons why none of this person's codes will work: they need a new one. */
const over = ["OTP_EXPIRED", "TOO_MANY_ATTEMPTS"];

export function CodeForm({ step, answer }: CodeFormProps) {
  const submit = useSingleSubmit();
  const expired = step.expired || over.includes(answer?.code ?? "");
  /** How long the server still refuses to send the next code. */
  const resendInSeconds = Math.max(step.resendInSeconds, answer?.retryInSeconds ?? 0);

  return (
    <SignInCard
      icon={<MailOpen />}
      title="Check your email"
      description={
        <>
          We sent a {CODE_LENGTH}-digit code to{" "}
          <strong className="font-medium break-words text-foreground">{step.email}</strong>. If
          you've requested several, it may take a few minutes until we send another one.
        </>
      }
    >
      {expired ? (
        <ExpiredCode error={answer?.error} resendInSeconds={resendInSeconds} {...submit} />
      ) : (
        <VerifyForm error={answer?.error} sentAgain={step.sentAgain} {...submit} />
      )}
      <div className="mt-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t pt-5 text-sm">
        {!expired && (
          <SendAgain
            label="Send again"
            variant="link"
            size="text"
            resendInSeconds={resendInSeconds}
            {...submit}
          />
        )}
        <ChangeEmail {...submit} />
      </div>
    </SignInCard>
  );
}

interface VerifyFormProps extends SingleSubmit {
  error: string | undefined;
  /** "Send again" has just been pressed, and a new code is on its way. */
  sentAgain: boolean;
}

function VerifyForm({ error, sentAgain, pendingIntent, onSubmit }: VerifyFormProps) {
  const pending = pendingIntent !== null;
  return (
    <Form method="post" onSubmit={onSubmit} className="flex flex-col gap-5">
      <input type="hidden" name="intent" value="verify-code" />
      <CodeField
        label={<>{CODE_LENGTH}-digit code</>}
        length={CODE_LENGTH}
        problem={error}
        stale={pending}
        renewed={sentAgain}
      >
        {sentAgain && !error && (
          <p role="status" className="flex items-start gap-1.5 text-sm text-accent-foreground">
            <CircleCheck className="mt-0.5 size-4 shrink-0" />A new code is on its way. Only the
            newest one works.
          </p>
        )}
      </CodeField>
      <SubmitButton pending={pendingIntent === "verify-code"} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </Form>
  );
}

interface ExpiredCodeProps extends SingleSubmit {
  error: string | undefined;
  resendInSeconds: number;
}

/** Replaces the code field once no code would be accepted. */
function ExpiredCode({ error, ...send }: ExpiredCodeProps) {
  const notice = useRef<HTMLDivElement>(null);

  // The field that had the focus is gone.
  useEffect(() => notice.current?.focus(), []);

  return (
    <div className="flex flex-col gap-5">
      <div
        ref={notice}
        role="alert"
        tabIndex={-1}
        className="flex w-full items-start gap-2.5 rounded-lg border border-destructive/40 bg-destructive/8 px-3.5 py-3 text-sm text-pretty text-destructive-text [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0"
      >
        <CircleAlert />
        {error ?? "This code is no longer valid."}
      </div>
      <SendAgain label="Send a new code" {...send} />
    </div>
  );
}

function ChangeEmail({ pendingIntent, onSubmit }: SingleSubmit) {
  return (
    <Form method="post" onSubmit={onSubmit}>
      <input type="hidden" name="intent" value="change-email" />
      <SubmitButton
        variant="link"
        size="text"
        pending={pendingIntent === "change-email"}
        pendingText="One moment…"
      >
        Use a different email
      </SubmitButton>
    </Form>
  );
}
