import { Form, useNavigation } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { SubmitButton, useRetryField } from "~/components/form";
import { Avatar, Email } from "~/components/page";
import { SuccessNote } from "~/components/success-note";
import { Card, CardContent, CardHeader, CardTitle } from "~/components/ui/card";
import { Field } from "~/components/ui/field";
import { LONGEST_NAME } from "~/services/rules";

interface ProfileSectionProps {
  name: string;
  email: string;
  result: AccountResult | undefined;
}

export function ProfileSection({ name, email, result }: ProfileSectionProps) {
  const pending = useNavigation().formData?.get("intent") === "save-name";
  const own = result?.intent === "save-name" ? result : undefined;
  const field = useRetryField(own?.error, pending);
  return (
    <Card id="profile">
      <CardHeader>
        <CardTitle>Profile</CardTitle>
      </CardHeader>
      <CardContent className="flex items-center gap-3">
        <Avatar of={name || email} className="size-11 text-base" />
        <p className="min-w-0 font-medium break-words">
          <Email>{email}</Email>
        </p>
      </CardContent>
      <CardContent>
        <Form method="post" action="#profile" preventScrollReset className="flex flex-col gap-5">
          <input type="hidden" name="intent" value="save-name" />
          <Field
            ref={field}
            label="Name"
            name="name"
            defaultValue={name}
            autoComplete="name"
            maxLength={LONGEST_NAME}
            required
            problem={own?.error}
            stale={pending}
          />
          <SubmitButton variant="outline" pending={pending} pendingText="Saving…">
            Save name
          </SubmitButton>
          <SuccessNote>{own?.done}</SuccessNote>
        </Form>
      </CardContent>
    </Card>
  );
}
