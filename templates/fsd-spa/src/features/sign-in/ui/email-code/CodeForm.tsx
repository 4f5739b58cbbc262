import type { ComponentType } from "react";
import { problemText, reasonText, type SignInStep } from "@/shared/api";
import { FieldError } from "@/shared/ui/field-error";
import { MailOpen } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";
import type { Code } from "../../model/use-code";
import { StepFooter, type StepProps } from "../LoginCard";
import { StepOver } from "../StepOver";
import { ResendCode } from "./ResendCode";
import { VerifyForm } from "./VerifyForm";

interface CodeFormProps extends Omit<Code, "step"> {
  frame: ComponentType<StepProps>;
  step: NonNullable<SignInStep>;
}

/** The second step: entering the code, or requesting another one. */
export function CodeForm({ frame: Frame, step, over, send, verify, forget }: CodeFormProps) {
  const resend = {
    resendInSeconds: step.resendInSeconds,
    pending: send.isPending,
    onSend: () => send.mutate(step.email),
  };
  return (
    <Frame
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
      {over ? (
        <StepOver text={send.error ? problemText(send.error) : reasonText(over)}>
          <ResendCode label="Send a new code" {...resend} />
        </StepOver>
      ) : (
        <VerifyForm verify={verify} sentAgain={step.sentAgain} sendError={send.error} />
      )}
      <StepFooter>
        {!over && <ResendCode label="Resend code" variant="link" size="text" {...resend} />}
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
      </StepFooter>
    </Frame>
  );
}
