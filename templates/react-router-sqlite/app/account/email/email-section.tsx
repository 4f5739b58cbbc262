import { Form, useNavigation } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { ConfirmItsYou } from "~/account/confirm-its-you";
import { useFocusAfter } from "~/account/focus-after";
import { SubmitButton, useRetryField } from "~/components/form";
import { SuccessNote } from "~/components/success-note";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import { Field } from "~/components/ui/field";
import { LONGEST_EMAIL } from "~/services/rules";
import { CodeStep, type EmailChangeStep } from "./code-step";

interface EmailSectionProps {
  /** Where the change is, if one has begun. */
  step: EmailChangeStep | null;
  result: AccountResult | undefined;
}

export function EmailSection({ step, result }: EmailSectionProps) {
  const own = result?.intent === "confirm-email" ? result : undefined;
  const title = useFocusAfter(own);
  // The result arrives a moment before the page's data, in which the step is over.
  const current = own?.done ? null : step;
  return (
    <Card id="email">
      <CardHeader>
        <CardTitle ref={title} tabIndex={-1}>
          Email
        </CardTitle>
        {!current && (
          <CardDescription>
            We'll email a code to your new address, and a link to undo the change to your old one.
          </CardDescription>
        )}
      </CardHeader>
      <CardContent className="flex flex-col gap-6">
        <SuccessNote>{own?.done}</SuccessNote>
        {current ? <CodeStep step={current} result={result} /> : <AddressForm result={result} />}
      </CardContent>
    </Card>
  );
}

/** After these, the form may be back: the change is over, or was cancelled in another tab. */
const leadHere = ["change-email", "confirm-email", "cancel-email-change"];

function AddressForm({ result }: { result: AccountResult | undefined }) {
  const pending = useNavigation().formData?.get("intent") === "change-email";
  const own = result && leadHere.includes(result.intent) ? result : undefined;
  const field = useRetryField(own?.error ?? own?.intent === "cancel-email-change", pending);
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
