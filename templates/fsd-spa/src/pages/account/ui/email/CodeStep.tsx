import { useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { type Account, problemText, reasonText } from "@/shared/api";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { CodeField } from "@/shared/ui/code-field";
import { FieldError } from "@/shared/ui/field-error";
import { ResendButton } from "@/shared/ui/resend-button";
import { StepOver } from "@/shared/ui/step-over";
import { SubmitButton } from "@/shared/ui/submit-button";
import { SuccessNote } from "@/shared/ui/success-note";
import { digitsIn } from "~/lib/digits";
import { EMAILED_CODE } from "~/services/rules";
import { changeEmail } from "../../api/email";

interface Mutation<Variables> {
  mutate: (variables: Variables) => unknown;
  reset: () => void;
  error: Error | null;
  isPending: boolean;
}

interface CodeStepProps {
  step: NonNullable<Account["emailChange"]>;
  confirm: Mutation<string>;
  cancel: Mutation<void>;
}

/** While a change of the address waits for the code that was sent to the new one. */
export function CodeStep({ step, confirm, cancel }: CodeStepProps) {
  const queries = useQueryClient();
  // Asks for the same change once more.
  const resend = useSingleMutation({
    mutationFn: changeEmail,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["account"] }),
  });
  const error = confirm.error ?? resend.error;
  const problem = error ? problemText(error) : undefined;
  const resendButton = {
    resendInSeconds: step.resendInSeconds,
    pending: resend.isPending,
    onSend() {
      confirm.reset();
      resend.mutate(step.email);
    },
  };

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    resend.reset();
    confirm.mutate(digitsIn(String(new FormData(event.currentTarget).get("code"))));
  }

  return (
    <div className="flex flex-col gap-5">
      <p role="status" className="text-sm text-pretty">
        We sent a {EMAILED_CODE.length}-digit code to{" "}
        <strong className="font-medium break-words">{step.email}</strong>.
      </p>
      {step.isOver ? (
        <StepOver text={problem ?? reasonText("CODE_OVER")}>
          <ResendButton label="Send a new code" {...resendButton} />
        </StepOver>
      ) : (
        <form onSubmit={onSubmit} className="flex flex-col gap-5">
          <CodeField
            label={<>{EMAILED_CODE.length}-digit code</>}
            length={EMAILED_CODE.length}
            problem={problem}
            stale={confirm.isPending}
            renewed={resend.isSuccess}
          >
            <SuccessNote>
              {resend.isSuccess && !error && "We've sent a new code. Only the latest one works."}
            </SuccessNote>
          </CodeField>
          <SubmitButton pending={confirm.isPending} pendingText="Checking…">
            Confirm new email
          </SubmitButton>
        </form>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm text-muted-foreground">
        {!step.isOver && (
          <ResendButton label="Resend code" variant="link" size="text" {...resendButton} />
        )}
        <SubmitButton
          type="button"
          variant="link"
          size="text"
          pending={cancel.isPending}
          pendingText="One moment…"
          onClick={() => cancel.mutate()}
        >
          Use a different email
        </SubmitButton>
        <FieldError id="cancel-error" stale={cancel.isPending}>
          {cancel.error ? problemText(cancel.error) : undefined}
        </FieldError>
      </div>
    </div>
  );
}
