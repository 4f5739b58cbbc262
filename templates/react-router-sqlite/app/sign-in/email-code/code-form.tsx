import { Form } from "react-router";
import { CodeField } from "~/components/code-field";
import { type SingleSubmit, SubmitButton, useSingleSubmit } from "~/components/form";
import { CircleCheck, MailOpen } from "~/components/icons";
import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";
import type { Answer } from "../action.server";
import { SignInCard, SignInFooter, StepOver } from "../card";
import { ResendCode } from "./send-code";

interface CodeFormProps {
  step: {
    email: string;
    sentAgain: boolean;
    /** The reason why the code no longer works. */
    over: keyof typeof overTexts | null;
    resendInSeconds: number;
  };
  answer: Answer | undefined;
}

/** By the reason why none of this person's codes will work: they need a new one. */
export const overTexts = {
  OTP_EXPIRED: "This code has expired. Request a new one.",
  TOO_MANY_ATTEMPTS: "Too many wrong codes. Request a new one.",
} as const;

export function CodeForm({ step, answer }: CodeFormProps) {
  const submit = useSingleSubmit();
  const isOver = step.over !== null || (answer?.code ?? "") in overTexts;
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
          you've requested several, the next one may take a few minutes.
        </>
      }
    >
      {isOver ? (
        <StepOver text={answer?.error ?? (step.over && overTexts[step.over])}>
          <ResendCode label="Send a new code" resendInSeconds={resendInSeconds} {...submit} />
        </StepOver>
      ) : (
        <VerifyForm error={answer?.error} sentAgain={step.sentAgain} {...submit} />
      )}
      <SignInFooter>
        {!isOver && (
          <ResendCode
            label="Resend code"
            variant="link"
            size="text"
            resendInSeconds={resendInSeconds}
            {...submit}
          />
        )}
        <ChangeEmail {...submit} />
      </SignInFooter>
    </SignInCard>
  );
}

interface VerifyFormProps extends SingleSubmit {
  error: string | undefined;
  /** "Resend code" has just been pressed, and a new code is on its way. */
  sentAgain: boolean;
}

function VerifyForm({ error, sentAgain, pendingIntent, onSubmit }: VerifyFormProps) {
  return (
    <Form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
      <input type="hidden" name="intent" value="verify-code" />
      <CodeField
        label={<>{CODE_LENGTH}-digit code</>}
        length={CODE_LENGTH}
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
