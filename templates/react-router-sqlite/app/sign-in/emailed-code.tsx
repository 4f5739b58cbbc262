import type { ComponentProps, ReactNode } from "react";
import { Form } from "react-router";
import { CodeField } from "~/components/code-field";
import { type SingleSubmit, SubmitButton } from "~/components/form";
import { MailOpen } from "~/components/icons";
import { ResendButton } from "~/components/resend-button";
import { StepOver } from "~/components/step-over";
import { SuccessNote } from "~/components/success-note";
import { SignInCard, SignInFooter } from "./card";

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
        <SuccessNote>
          {sentAgain && !error && "We've sent a new code. Only the latest one works."}
        </SuccessNote>
      </CodeField>
      <SubmitButton pending={pendingIntent === "verify-code"} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </Form>
  );
}

type ResendCodeProps = SingleSubmit & Omit<ComponentProps<typeof ResendButton>, "pending">;

function ResendCode({ pendingIntent, onSubmit, ...button }: ResendCodeProps) {
  return (
    <Form method="post" onSubmit={onSubmit} className="flex flex-col">
      <input type="hidden" name="intent" value="send-again" />
      <ResendButton {...button} pending={pendingIntent === "send-again"} />
    </Form>
  );
}
