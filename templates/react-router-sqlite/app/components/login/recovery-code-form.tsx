// @feature two-factor
import { Form } from "react-router";
import { SecondFactorCard } from "~/components/login/second-factor-card";
import { useRetryField } from "~/components/login/use-retry-field";
import { useSingleSubmit } from "~/components/login/use-single-submit";
import { SubmitButton } from "~/components/submit-button";
import { Field } from "~/components/ui/field";

export function RecoveryCodeForm({ error }: { error: string | undefined }) {
  const { pendingIntent, onSubmit } = useSingleSubmit();
  const field = useRetryField(error, pendingIntent !== null);
  return (
    <SecondFactorCard other="Use the authenticator app" recovering>
      <Form method="post" onSubmit={onSubmit} className="flex flex-col gap-5">
        <input type="hidden" name="intent" value="recovery-code" />
        <Field
          ref={field}
          label="Recovery code"
          name="code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
          hint="One of the ten that you kept when you turned two-factor on. Each works once."
          problem={pendingIntent ? undefined : error}
        />
        <SubmitButton
          size="lg"
          pending={pendingIntent === "recovery-code"}
          pendingText="Signing you in…"
        >
          Sign in
        </SubmitButton>
      </Form>
    </SecondFactorCard>
  );
}
