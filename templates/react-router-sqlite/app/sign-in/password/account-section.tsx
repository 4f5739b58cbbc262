import { useEffect, useRef } from "react";
import { Form, useNavigation } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { ConfirmItsYou } from "~/account/confirm-its-you";
import { SubmitButton } from "~/components/form";
import { SuccessNote } from "~/components/success-note";
import { Badge } from "~/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import { FieldError } from "~/components/ui/field";
import { PasswordField } from "./password-field";
import { passwordHint } from "./schema";

interface PasswordSectionProps {
  hasPassword: boolean;
  result: AccountResult | undefined;
}

export function PasswordSection({ hasPassword, result }: PasswordSectionProps) {
  const own = result?.intent.endsWith("-password") ? result : undefined;
  return (
    <Card id="password">
      <CardHeader>
        <div className="flex items-center justify-between gap-3">
          <CardTitle>Password</CardTitle>
          <Badge variant={hasPassword ? "default" : "outline"}>
            {hasPassword ? "Set" : "Not set"}
          </Badge>
        </div>
        <CardDescription>
          {hasPassword
            ? "Changing it signs you out everywhere else."
            : "You don't have a password yet. Add one as another way to sign in: we'll email you a link."}
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {hasPassword ? <ChangePassword result={own} /> : <SetPassword result={own} />}
        <SuccessNote>{own?.done}</SuccessNote>
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
  result: AccountResult | undefined;
}

function ChangePassword({ result }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const pending = useNavigation().formData?.get("intent") === "change-password";
  const problems = problemsOf(pending ? undefined : result);

  useEffect(() => {
    if (result?.done) form.current?.reset();
    if (!pending) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [result, pending]);

  return (
    <Form
      ref={form}
      method="post"
      action="#password"
      preventScrollReset
      className="flex flex-col gap-5"
    >
      <input type="hidden" name="intent" value="change-password" />
      <PasswordField
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        required
        problem={problems.current}
      />
      <PasswordField
        label="New password"
        name="newPassword"
        autoComplete="new-password"
        required
        hint={passwordHint}
        problem={problems.next}
      />
      <FieldError id="change-password-error">{problems.other}</FieldError>
      <ConfirmItsYou result={result} intent="change-password">
        <SubmitButton variant="outline" pending={pending} pendingText="Changing password…">
          Change password
        </SubmitButton>
      </ConfirmItsYou>
    </Form>
  );
}

/** Which field the problem is about. */
function problemsOf(result: AccountResult | undefined): Problems {
  const { code = "", error } = result ?? {};
  if (code === "INVALID_PASSWORD") return { current: error };
  if (code.startsWith("PASSWORD_")) return { next: error };
  return { other: error };
}

/** The link proves that the address is theirs, as it does for a forgotten password. */
function SetPassword({ result }: FormProps) {
  const pending = useNavigation().formData?.get("intent") === "set-password";
  return (
    <Form method="post" action="#password" preventScrollReset className="flex flex-col gap-3">
      <input type="hidden" name="intent" value="set-password" />
      <ConfirmItsYou result={result} intent="set-password">
        <SubmitButton variant="outline" pending={pending} pendingText="Sending the link…">
          Email me a link
        </SubmitButton>
      </ConfirmItsYou>
      <FieldError id="set-password-error" stale={pending}>
        {result?.error}
      </FieldError>
    </Form>
  );
}
