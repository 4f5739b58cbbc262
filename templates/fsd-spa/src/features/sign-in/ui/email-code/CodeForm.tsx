import type { ComponentType } from "react";
import { problemText, type SignInStep } from "@/shared/api";
import { FieldError } from "@/shared/ui/field-error";
import { SubmitButton } from "@/shared/ui/submit-button";
import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";
import type { Code } from "../../model/use-code";
import { EmailedCode } from "../EmailedCode";
import type { StepProps } from "../LoginCard";

interface CodeFormProps extends Omit<Code, "step"> {
  frame: ComponentType<StepProps>;
  step: NonNullable<SignInStep>;
}

/** The second step: entering the code, or requesting another one. */
export function CodeForm({ frame, step, over, send, verify, forget }: CodeFormProps) {
  return (
    <EmailedCode
      frame={frame}
      email={step.email}
      note="If you've requested several, it may take a few minutes."
      length={CODE_LENGTH}
      over={over}
      verify={verify}
      send={send}
      sentAgain={step.sentAgain}
      resendInSeconds={step.resendInSeconds}
      onSend={() => send.mutate(step.email)}
    >
      <SubmitButton
        type="button"
        variant="link"
        size="text"
        pending={forget.isPending}
        pendingText="One moment…"
        onClick={() => forget.mutate()}
      >
        Use a different email
      </SubmitButton>
      <FieldError id="forget-error" stale={forget.isPending}>
        {forget.error ? problemText(forget.error) : undefined}
      </FieldError>
    </EmailedCode>
  );
}
