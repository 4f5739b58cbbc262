import { Form } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { ConfirmItsYou } from "~/account/confirm-its-you";
import { CodeField } from "~/components/code-field";
import { type SingleSubmit, SubmitButton, useSingleSubmit } from "~/components/form";
import { ResendButton } from "~/components/resend-button";
import { StepOver } from "~/components/step-over";
import { SuccessNote } from "~/components/success-note";
import { EMAILED_CODE } from "~/services/rules";

export interface EmailChangeStep {
  email: string;
  /** The code no longer works, so a new one is needed. */
  isOver: boolean;
  resendInSeconds: number;
}

interface CodeStepProps {
  step: EmailChangeStep;
  result: AccountResult | undefined;
}

/** After these, none of the codes that were sent will work. */
const dead = ["CODE_OVER", "EMAIL_TAKEN"];

const intents = ["confirm-email", "resend-email-code", "cancel-email-change"];

/** While a change of the address waits for the code that was sent to the new one. */
export function CodeStep({ step, result }: CodeStepProps) {
  const submit = useSingleSubmit();
  const own = result && intents.includes(result.intent) ? result : undefined;
  // The page isn't looked up again after a refusal.
  const isOver = step.isOver || dead.includes(own?.code ?? "");
  const resend = { step: { ...step, isOver }, result, ...submit };
  return (
    <div className="flex flex-col gap-5">
      <p className="text-sm text-pretty">
        We sent a {EMAILED_CODE.length}-digit code to{" "}
        <strong className="font-medium break-words">{step.email}</strong>.
      </p>
      {isOver ? (
        <StepOver text={own?.error ?? "This code no longer works. Request a new one."}>
          <ResendForm {...resend} />
        </StepOver>
      ) : (
        <CodeForm result={own} {...submit} />
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm text-muted-foreground">
        {!isOver && <ResendForm {...resend} />}
        <Cancel {...submit} />
      </div>
    </div>
  );
}

interface CodeFormProps extends SingleSubmit {
  result: AccountResult | undefined;
}

function CodeForm({ result, pendingIntent, onSubmit }: CodeFormProps) {
  return (
    <Form
      method="post"
      action="#email"
      preventScrollReset
      noValidate
      onSubmit={onSubmit}
      className="flex flex-col gap-5"
    >
      <input type="hidden" name="intent" value="confirm-email" />
      <CodeField
        label={<>{EMAILED_CODE.length}-digit code</>}
        length={EMAILED_CODE.length}
        problem={result?.error}
        stale={pendingIntent !== null}
        renewed={result?.done !== undefined}
      >
        <SuccessNote>{result?.done}</SuccessNote>
      </CodeField>
      <SubmitButton pending={pendingIntent === "confirm-email"} pendingText="Checking…">
        Confirm new email
      </SubmitButton>
    </Form>
  );
}

function ResendForm({ step, result, ...submit }: CodeStepProps & SingleSubmit) {
  const intent = "resend-email-code";
  const isAsked = result?.intent === intent && result.confirmation !== undefined;
  const isMain = step.isOver || isAsked;
  return (
    <Form
      method="post"
      action="#email"
      preventScrollReset
      onSubmit={submit.onSubmit}
      className="flex flex-col has-[fieldset]:w-full"
    >
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="newEmail" value={step.email} />
      <ConfirmItsYou result={result} intent={intent}>
        <ResendButton
          label={isMain ? "Send a new code" : "Resend code"}
          resendInSeconds={step.resendInSeconds}
          pending={submit.pendingIntent === intent}
          {...(!isMain && { variant: "link", size: "text" })}
        />
      </ConfirmItsYou>
    </Form>
  );
}

function Cancel({ pendingIntent, onSubmit }: SingleSubmit) {
  const intent = "cancel-email-change";
  return (
    <Form method="post" action="#email" preventScrollReset onSubmit={onSubmit}>
      <input type="hidden" name="intent" value={intent} />
      <SubmitButton
        variant="link"
        size="text"
        pending={pendingIntent === intent}
        pendingText="One moment…"
      >
        Use a different email
      </SubmitButton>
    </Form>
  );
}
