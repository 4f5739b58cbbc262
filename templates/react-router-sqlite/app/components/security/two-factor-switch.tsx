// @feature two-factor
import { Form, useNavigation } from "react-router";
import { SubmitButton } from "~/components/submit-button";
import { Field } from "~/components/ui/field"; // @feature password
import { FieldError } from "~/components/ui/field-error";
import type { SecurityAnswer } from "~/security/answer";

interface TwoFactorSwitchProps {
  twoFactorEnabled: boolean;
  hasPassword: boolean; // @feature password
  answer: SecurityAnswer | undefined;
}

export function TwoFactorSwitch({
  twoFactorEnabled,
  hasPassword, // @feature password
  answer,
}: TwoFactorSwitchProps) {
  const intent = useNavigation().formData?.get("intent");
  const button = (value: string) => ({ name: "intent", value, pending: intent === value });
  return (
    <Form method="post" className="flex flex-col gap-5">
      {/* @feature password */}
      {hasPassword && (
        <Field
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
      )}
      {/* @end */}
      <FieldError id="two-factor-error" stale={Boolean(intent)}>
        {answer?.error}
      </FieldError>
      {answer?.done && (
        <p role="status" className="text-sm text-muted-foreground">
          {answer.done}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        {twoFactorEnabled ? (
          <>
            <SubmitButton {...button("new-codes")} variant="outline" pendingText="Making them…">
              New recovery codes
            </SubmitButton>
            <SubmitButton
              {...button("turn-off")}
              variant="destructive"
              pendingText="Turning it off…"
            >
              Turn it off
            </SubmitButton>
          </>
        ) : (
          <SubmitButton {...button("turn-on")} variant="outline" pendingText="One moment…">
            Turn it on
          </SubmitButton>
        )}
      </div>
    </Form>
  );
}
