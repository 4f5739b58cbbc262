// @feature password
import { useEffect, useRef } from "react";
import { Form, useNavigation } from "react-router";
import { SubmitButton } from "~/components/submit-button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import { Field } from "~/components/ui/field";
import { FieldError } from "~/components/ui/field-error";
import type { SecurityAnswer } from "~/security/answer";

interface PasswordCardProps {
  hasPassword: boolean;
  answer: SecurityAnswer | undefined;
}

export function PasswordCard({ hasPassword, answer }: PasswordCardProps) {
  const own = answer?.intent.endsWith("-password") ? answer : undefined;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Password</CardTitle>
        <CardDescription>
          {hasPassword
            ? "A new one signs you out everywhere else."
            : "Your account has none yet. You can sign in with one as well."}
        </CardDescription>
      </CardHeader>
      <CardContent>
        {hasPassword ? <ChangePassword answer={own} /> : <SetPassword answer={own} />}
        {own?.done && (
          <p role="status" className="mt-4 text-sm text-muted-foreground">
            {own.done}
          </p>
        )}
      </CardContent>
    </Card>
  );
}

interface FormProps {
  answer: SecurityAnswer | undefined;
}

function ChangePassword({ answer }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const pending = useNavigation().formData?.get("intent") === "change-password";

  useEffect(() => {
    if (answer?.done) form.current?.reset();
  }, [answer]);

  return (
    <Form ref={form} method="post" className="flex flex-col gap-5">
      <input type="hidden" name="intent" value="change-password" />
      <Field
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
      />
      <Field
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        required
        hint="A sentence of your own is strong and easy to remember. Any character counts."
      />
      <FieldError id="change-password-error" stale={pending}>
        {answer?.error}
      </FieldError>
      <SubmitButton variant="outline" pending={pending} pendingText="Changing it…">
        Change my password
      </SubmitButton>
    </Form>
  );
}

/** The link proves that the mailbox is theirs, as it does for a password that was forgotten. */
function SetPassword({ answer }: FormProps) {
  const pending = useNavigation().formData?.get("intent") === "set-password";
  return (
    <Form method="post" className="flex flex-col gap-3">
      <input type="hidden" name="intent" value="set-password" />
      <SubmitButton variant="outline" pending={pending} pendingText="Sending the link…">
        Send me a link to set one
      </SubmitButton>
      <FieldError id="set-password-error" stale={pending}>
        {answer?.error}
      </FieldError>
    </Form>
  );
}
