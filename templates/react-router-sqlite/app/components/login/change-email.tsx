// @feature email-code
import { Form } from "react-router";
import type { SingleSubmit } from "~/components/login/use-single-submit";
import { SubmitButton } from "~/components/submit-button";

export function ChangeEmail({ pendingIntent, onSubmit }: SingleSubmit) {
  return (
    <Form method="post" onSubmit={onSubmit}>
      <input type="hidden" name="intent" value="change-email" />
      <SubmitButton
        variant="link"
        size="text"
        pending={pendingIntent === "change-email"}
        pendingText="One moment…"
      >
        Use another e-mail
      </SubmitButton>
    </Form>
  );
}
