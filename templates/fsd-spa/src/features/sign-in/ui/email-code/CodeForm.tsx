import { problemText } from "@/shared/api";
import { takeFocus } from "@/shared/lib/take-focus";
import { Alert } from "@/shared/ui/alert";
import { FieldError } from "@/shared/ui/field-error";
import { CircleAlert } from "@/shared/ui/icons";
import { SubmitButton } from "@/shared/ui/submit-button";
import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";
import type { Code } from "../../model/use-code";
import { SendAgain } from "./SendAgain";
import { VerifyForm } from "./VerifyForm";

/** The second step: typing the code, or asking for another one. */
export function CodeForm({ step, expired, send, verify, forget }: Code) {
  if (!step) return null;
  const again = {
    resendInSeconds: step.resendInSeconds,
    pending: send.isPending,
    onSend: () => send.mutate(step.email),
  };
  return (
    <>
      <p className="mb-6 text-pretty text-muted-foreground">
        Check your email: we sent a {CODE_LENGTH}-digit code to{" "}
        <strong className="font-medium break-words text-foreground">{step.email}</strong>. If you've
        requested several, it may take a few minutes until we send another one.
      </p>
      {expired ? (
        <ExpiredCode error={verify.error ?? send.error} {...again} />
      ) : (
        <VerifyForm verify={verify} sentAgain={step.sentAgain} sendError={send.error} />
      )}
      <div className="mt-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t pt-5 text-sm">
        {!expired && <SendAgain label="Send again" variant="link" size="text" {...again} />}
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
      </div>
      <FieldError id="forget-error" stale={forget.isPending}>
        {forget.error ? problemText(forget.error) : undefined}
      </FieldError>
    </>
  );
}

interface ExpiredCodeProps {
  error: Error | null;
  resendInSeconds: number;
  pending: boolean;
  onSend: () => void;
}

/** Replaces the code field once no code would be accepted. */
function ExpiredCode({ error, ...send }: ExpiredCodeProps) {
  return (
    <div className="flex flex-col gap-5">
      <Alert ref={takeFocus} variant="destructive" tabIndex={-1}>
        <CircleAlert />
        {error ? problemText(error) : "This code has expired. Ask for a new one."}
      </Alert>
      <SendAgain label="Send a new code" {...send} />
    </div>
  );
}
