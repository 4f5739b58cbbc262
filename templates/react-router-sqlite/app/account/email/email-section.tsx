import { Form, useNavigation } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { ConfirmItsYou } from "~/account/confirm-its-you";
import { SubmitButton, useRetryField } from "~/components/form";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import { Field } from "~/components/ui/field";
import { EMAILED_CODE, LONGEST_EMAIL } from "~/services/rules";

interface EmailSectionProps {
  email: string;
  /** What it is being changed to, while the code for that works. */
  newEmail: string | undefined;
  result: AccountResult | undefined;
}

export function EmailSection({ email, newEmail, result }: EmailSectionProps) {
  const done = result?.intent === "confirm-email" ? result.done : undefined;
  return (
    <Card id="email">
      <CardHeader>
        <CardTitle>Email</CardTitle>
        <CardDescription>
          We'll email a code to your new address, and a link to undo the change to your old one.
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-6">
        <p role="status" className="text-sm text-muted-foreground empty:hidden">
          {done}
        </p>
        {newEmail && <CodeForm newEmail={newEmail} result={result} />}
        {/* Empty again once the email has changed. */}
        <AddressForm key={email} result={result} />
      </CardContent>
    </Card>
  );
}

function AddressForm({ result }: { result: AccountResult | undefined }) {
  const pending = useNavigation().formData?.get("intent") === "change-email";
  const own = result?.intent === "change-email" ? result : undefined;
  const field = useRetryField(own?.error, pending);
  return (
    <Form method="post" action="#email" preventScrollReset className="flex flex-col gap-5">
      <input type="hidden" name="intent" value="change-email" />
      <Field
        ref={field}
        label="New email"
        name="newEmail"
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={LONGEST_EMAIL}
        required
        defaultValue={own?.typed?.newEmail}
        problem={own?.error}
        stale={pending}
      />
      <ConfirmItsYou result={result} intent="change-email">
        <SubmitButton variant="outline" pending={pending} pendingText="Sending the code…">
          Change email
        </SubmitButton>
      </ConfirmItsYou>
    </Form>
  );
}

interface CodeFormProps {
  newEmail: string;
  result: AccountResult | undefined;
}

function CodeForm({ newEmail, result }: CodeFormProps) {
  const pending = useNavigation().formData?.get("intent") === "confirm-email";
  const problem = result?.intent === "confirm-email" ? result.error : undefined;
  const field = useRetryField(problem ?? newEmail, pending);
  return (
    <Form method="post" action="#email" preventScrollReset className="flex flex-col gap-5">
      <input type="hidden" name="intent" value="confirm-email" />
      <p className="text-sm text-pretty">
        We sent a {EMAILED_CODE.length}-digit code to{" "}
        <strong className="font-medium break-words">{newEmail}</strong>.
      </p>
      <Field
        ref={field}
        label={`${EMAILED_CODE.length}-digit code`}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        problem={problem}
        stale={pending}
      />
      <SubmitButton pending={pending} pendingText="Checking…">
        Confirm new email
      </SubmitButton>
    </Form>
  );
}
