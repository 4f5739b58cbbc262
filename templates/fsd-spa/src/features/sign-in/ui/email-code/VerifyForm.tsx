import { type FormEvent, useEffect } from "react";
import { useRefusal } from "@/shared/lib/use-refusal";
import { FieldError } from "@/shared/ui/field-error";
import { CircleCheck } from "@/shared/ui/icons";
import { Label } from "@/shared/ui/label";
import { SubmitButton } from "@/shared/ui/submit-button";
import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";
import type { Code } from "../../model/use-code";
import { CodeInput } from "../CodeInput";

interface VerifyFormProps extends Pick<Code, "verify"> {
  sentAgain: boolean;
  /** Why sending another code has failed. */
  sendError: Error | null;
}

export function VerifyForm({ verify, sentAgain, sendError }: VerifyFormProps) {
  const error = verify.error ?? sendError;
  const { ref, problem, stale } = useRefusal({ error, isPending: verify.isPending });

  useEffect(() => {
    if (sentAgain) ref.current?.focus();
  }, [sentAgain, ref]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (verify.isSuccess) return;
    verify.mutate(String(new FormData(event.currentTarget).get("code")).replaceAll(/\D/g, ""));
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Label htmlFor="code">{CODE_LENGTH}-digit code</Label>
        <CodeInput
          ref={ref}
          id="code"
          length={CODE_LENGTH}
          name="code"
          required
          // Typing the code is all there is to do here.
          autoFocus
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? "code-error" : undefined}
        />
        <FieldError id="code-error" stale={stale}>
          {problem}
        </FieldError>
        {sentAgain && !problem && (
          <p role="status" className="flex items-start gap-1.5 text-sm text-accent-foreground">
            <CircleCheck className="mt-0.5 size-4 shrink-0" />A new code is on its way. Only the
            newest one works.
          </p>
        )}
      </div>
      <SubmitButton size="lg" pending={verify.isPending} pendingText="Signing you in…">
        Sign in
      </SubmitButton>
    </form>
  );
}
