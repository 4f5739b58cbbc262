import type { ComponentType, ReactNode } from "react";
import { problemText, reasonText } from "@/shared/api";
import { MailOpen } from "@/shared/ui/icons";
import { ResendButton } from "@/shared/ui/resend-button";
import { StepOver } from "@/shared/ui/step-over";
import { StepFooter, type StepProps } from "./LoginCard";
import { VerifyForm, type VerifyFormProps } from "./VerifyForm";

interface EmailedCodeProps extends Omit<VerifyFormProps, "sendError"> {
  frame: ComponentType<StepProps>;
  email: string;
  /** Why a code was sent, if that has to be said. */
  why?: string; // @feature password
  /** What else to say about it. */
  note?: string;
  /** The reason why no code that was sent will work, if so: a new one is needed. */
  over: string | null;
  send: { error: Error | null; isPending: boolean };
  resendInSeconds: number;
  onSend: () => void;
  /** What else people can do. */
  children: ReactNode;
}

/** Where people enter a code that was emailed to them, or request another one. */
export function EmailedCode({ frame: Frame, email, note, ...props }: EmailedCodeProps) {
  const { over, send, resendInSeconds, onSend, children, ...verify } = props;
  const resend = { resendInSeconds, pending: send.isPending, onSend };
  return (
    <Frame
      icon={<MailOpen />}
      title="Check your email"
      description={
        <>
          {props.why && <>{props.why} </>} {/* @feature password */}
          We sent a {verify.length}-digit code to{" "}
          <strong className="font-medium break-words text-foreground">{email}</strong>. {note}
        </>
      }
    >
      {over ? (
        <StepOver text={send.error ? problemText(send.error) : reasonText(over)}>
          <ResendButton label="Send a new code" {...resend} />
        </StepOver>
      ) : (
        <VerifyForm {...verify} sendError={send.error} />
      )}
      <StepFooter>
        {!over && <ResendButton label="Resend code" variant="link" size="text" {...resend} />}
        {children}
      </StepFooter>
    </Frame>
  );
}
