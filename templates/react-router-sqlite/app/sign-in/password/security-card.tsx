import { useEffect, useRef } from "react";
import { Form, useNavigation } from "react-router";
import { SubmitButton } from "~/components/form";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import { Field, FieldError } from "~/components/ui/field";
import type { SecurityAnswer } from "~/security/answer.server";
import { passwordHint } from "./schema";

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

interface Problems {
  current?: string | undefined;
  next?: string | undefined;
  other?: string | undefined;
}

interface FormProps {
  answer: SecurityAnswer | undefined;
}

function ChangePassword({ answer }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const pending = useNavigation().formData?.get("intent") === "change-password";
  const problems = problemsOf(pending ? undefined : answer);

  useEffect(() => {
    if (answer?.done) form.current?.reset();
    if (!pending) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [answer, pending]);

  return (
    <Form ref={form} method="post" className="flex flex-col gap-5">
      <input type="hidden" name="intent" value="change-password" />
      <Field
        label="Current password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
        problem={problems.current}
      />
      <Field
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        required
        hint={passwordHint}
        problem={problems.next}
      />
      <FieldError id="change-password-error">{problems.other}</FieldError>
      <SubmitButton variant="outline" pending={pending} pendingText="Changing it…">
        Change my password
      </SubmitButton>
    </Form>
  );
}

/** Which field an answer is about. */
function problemsOf(answer: SecurityAnswer | undefined): Problems {
  const { code = "", error } = answer ?? {};
  if (code === "INVALID_PASSWORD") return { current: error };
  if (code.startsWith("PASSWORD_")) return { next: error };
  return { other: error };
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
