import { Form, useNavigation } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { ConfirmItsYou } from "~/account/confirm-its-you";
import { Disclosure } from "~/account/disclosure";
import { SubmitButton, useRetryField } from "~/components/form";
import { SuccessNote } from "~/components/success-note";
import { Button } from "~/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "~/components/ui/card";
import { Field, FieldError } from "~/components/ui/field";

interface YourDataSectionProps {
  email: string;
  result: AccountResult | undefined;
}

export function YourDataSection({ email, result }: YourDataSectionProps) {
  const own = result?.intent === "delete-account" ? result : undefined;
  return (
    <Card id="your-data">
      <CardHeader>
        <CardTitle>Your data</CardTitle>
        <CardDescription>
          Download everything we keep about you, or delete your account.
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        <DownloadForm result={result?.intent === "download-data" ? result : undefined} />
        <Disclosure title="Delete my account" open={own !== undefined}>
          <DeleteForm email={email} result={own} />
        </Disclosure>
      </CardContent>
    </Card>
  );
}

/** A file leaves the page as it is, so the browser loads the page first, and then the file. */
function DownloadForm({ result }: Pick<YourDataSectionProps, "result">) {
  return (
    <Form reloadDocument method="post" action="#your-data" className="flex flex-col gap-4">
      <input type="hidden" name="intent" value="download-data" />
      <ConfirmItsYou result={result} intent="download-data">
        <Button variant="outline">Download my data</Button>
      </ConfirmItsYou>
      <FieldError id="download-data-error">{result?.error}</FieldError>
      <SuccessNote>
        {result?.done && (
          <>
            <meta httpEquiv="refresh" content="0;url=/account/data" />
            {result.done}{" "}
            <a
              href="/account/data"
              className="rounded-sm font-medium underline underline-offset-4 focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
            >
              Download it again
            </a>
          </>
        )}
      </SuccessNote>
    </Form>
  );
}

function DeleteForm({ email, result }: YourDataSectionProps) {
  const pending = useNavigation().formData?.get("intent") === "delete-account";
  const isAboutField = result?.field === "confirmation";
  const field = useRetryField(isAboutField && result.error, pending);
  return (
    <Form method="post" action="#your-data" preventScrollReset className="flex flex-col gap-5">
      <input type="hidden" name="intent" value="delete-account" />
      <p className="text-sm text-pretty text-muted-foreground">
        This deletes your account and everything in it for good.
      </p>
      <Field
        ref={field}
        label="Type your email to confirm"
        name="confirmation"
        placeholder={email}
        defaultValue={result?.typed?.confirmation}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        problem={isAboutField ? result.error : undefined}
        stale={pending}
      />
      <FieldError id="delete-account-error" stale={pending}>
        {isAboutField ? undefined : result?.error}
      </FieldError>
      <ConfirmItsYou result={result} intent="delete-account">
        <SubmitButton variant="destructive" pending={pending} pendingText="Deleting…">
          Delete my account
        </SubmitButton>
      </ConfirmItsYou>
    </Form>
  );
}
