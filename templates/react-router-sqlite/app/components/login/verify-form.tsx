// @feature email-code
import { useEffect, useRef } from "react";
import { Form } from "react-router";
import { CircleCheck } from "~/components/icons";
import { CodeInput } from "~/components/login/code-input";
import type { SingleSubmit } from "~/components/login/use-single-submit";
import { SubmitButton } from "~/components/submit-button";
import { FieldError } from "~/components/ui/field-error";
import { Label } from "~/components/ui/label";
import { CODE_LENGTH } from "~/services/sign-in/email-code/rules";

interface VerifyFormProps extends SingleSubmit {
  error?: string | undefined;
  sentAgain?: boolean | undefined;
}

export function VerifyForm({ error, sentAgain, pendingIntent, onSubmit }: VerifyFormProps) {
  const field = useRef<HTMLInputElement>(null);

  // After each answer of the server the field is ready for the next try: what is typed replaces
  // the code that did not work.
  useEffect(() => {
    if (pendingIntent || !(error || sentAgain)) return;
    field.current?.focus();
    field.current?.select();
  }, [pendingIntent, error, sentAgain]);

  return (
    <Form method="post" onSubmit={onSubmit} className="flex flex-col gap-5">
      <input type="hidden" name="intent" value="verify-code" />
      <div className="flex flex-col gap-2">
        <Label htmlFor="code">{CODE_LENGTH}-digit code</Label>
        <CodeInput
          ref={field}
          id="code"
          length={CODE_LENGTH}
          name="code"
          required
          // Typing the code is all there is to do on this page.
          autoFocus
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? "code-error" : undefined}
        />
        <FieldError id="code-error" stale={pendingIntent !== null}>
          {error}
        </FieldError>
        {sentAgain && !error && (
          <p role="status" className="flex items-start gap-1.5 text-sm text-accent-foreground">
            <CircleCheck className="mt-0.5 size-4 shrink-0" />A new code is on its way. Only the
            newest one works.
          </p>
        )}
      </div>
      <SubmitButton
        size="lg"
        pending={pendingIntent === "verify-code"}
        pendingText="Signing you in…"
      >
        Sign in
      </SubmitButton>
    </Form>
  );
}
