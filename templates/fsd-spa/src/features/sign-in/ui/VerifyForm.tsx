// @feature email-code
import { type FormEvent, useEffect, useRef } from "react";
import { problemText } from "@/shared/api";
import { FieldError } from "@/shared/ui/field-error";
import { CircleCheck } from "@/shared/ui/icons";
import { Label } from "@/shared/ui/label";
import { SubmitButton } from "@/shared/ui/submit-button";
import type { Code } from "../model/use-code";
import { CodeInput } from "./CodeInput";

interface VerifyFormProps extends Pick<Code, "verify"> {
  sentAgain: boolean;
  /** Why sending another code has failed. */
  sendError: Error | null;
}

export function VerifyForm({ verify, sentAgain, sendError }: VerifyFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const error = verify.error ?? sendError;
  const problem = error ? problemText(error) : undefined;

  // After each answer the field is ready for the next try: what is typed replaces the code that
  // did not work.
  useEffect(() => {
    if (verify.isPending || !(problem || sentAgain)) return;
    field.current?.focus();
    field.current?.select();
  }, [verify.isPending, problem, sentAgain]);

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (verify.isPending || verify.isSuccess) return;
    verify.mutate(String(new FormData(event.currentTarget).get("code")).replaceAll(/\D/g, ""));
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <Label htmlFor="code">Six-digit code</Label>
        <CodeInput
          ref={field}
          id="code"
          name="code"
          required
          // Typing the code is all there is to do here.
          autoFocus
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? "code-error" : undefined}
        />
        <FieldError id="code-error" stale={verify.isPending}>
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
