// @feature two-factor

import { Form } from "react-router";
import { CodeInput } from "~/components/login/code-input";
import { SecondFactorCard } from "~/components/login/second-factor-card";
import { useRetryField } from "~/components/login/use-retry-field";
import { useSingleSubmit } from "~/components/login/use-single-submit";
import { SubmitButton } from "~/components/submit-button";
import { FieldError } from "~/components/ui/field-error";
import { Label } from "~/components/ui/label";
import { TRUSTED_DEVICE_IN_DAYS } from "~/services/two-factor/rules";

export function AppCodeForm({ error }: { error: string | undefined }) {
  const { pendingIntent, onSubmit } = useSingleSubmit();
  const field = useRetryField(error, pendingIntent !== null);

  return (
    <SecondFactorCard other="Use a recovery code instead" recovering={false}>
      <Form method="post" onSubmit={onSubmit} className="flex flex-col gap-5">
        <input type="hidden" name="intent" value="app-code" />
        {/* Before the code, which is sent with its last digit. */}
        <label className="flex items-center gap-2.5 text-sm">
          <input type="checkbox" name="trust" className="size-4 accent-primary" />
          Do not ask on this device for {TRUSTED_DEVICE_IN_DAYS} days
        </label>
        <div className="flex flex-col gap-2">
          <Label htmlFor="code">Code from your authenticator app</Label>
          <CodeInput
            ref={field}
            id="code"
            length={6}
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
        </div>
        <SubmitButton
          size="lg"
          pending={pendingIntent === "app-code"}
          pendingText="Signing you in…"
        >
          Sign in
        </SubmitButton>
      </Form>
    </SecondFactorCard>
  );
}
