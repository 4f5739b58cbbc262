import { Form } from "react-router";
import { type SingleSubmit, SubmitButton, useSingleSubmit } from "~/components/form";
import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";
import type { Answer } from "../action.server";
import { EmailedCode } from "../emailed-code";

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

  return (
    <EmailedCode
      email={step.email}
      note="If you've requested several, it may take a few minutes."
      length={CODE_LENGTH}
      error={answer?.error}
      over={isOver ? (answer?.error ?? (step.over && overTexts[step.over])) : null}
      sentAgain={step.sentAgain}
      resendInSeconds={Math.max(step.resendInSeconds, answer?.retryInSeconds ?? 0)}
      {...submit}
    >
      <ChangeEmail {...submit} />
    </EmailedCode>
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
