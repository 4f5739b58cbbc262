import { problemText } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { FieldError } from "@/shared/ui/field-error";
import { SubmitButton } from "@/shared/ui/submit-button";
import { sendCode } from "../api/confirm";
import { ProofForm } from "./ProofForm";

/** For people who have nothing else, or choose it: a code that we send when they say so. */
export function CodeByEmail({ onConfirmed }: { onConfirmed: () => void }) {
  const send = useSingleMutation({ mutationFn: sendCode });
  const isSent = send.isSuccess;
  return (
    <>
      {isSent && <ProofForm way="email-code" onConfirmed={onConfirmed} />}
      <FieldError id="send-code-error" stale={send.isPending}>
        {send.error ? problemText(send.error) : undefined}
      </FieldError>
      <SubmitButton
        type="button"
        {...(isSent && { variant: "link", size: "text", className: "self-start text-sm" })}
        pending={send.isPending}
        pendingText="Sending the code…"
        onClick={() => send.mutate()}
      >
        {isSent ? "Resend code" : "Email me a code"}
      </SubmitButton>
    </>
  );
}
