// @feature password
import { Form } from "react-router";
import { CircleCheck, Key } from "~/components/icons";
import { DeadLink } from "~/components/login/dead-link";
import { LoginCard } from "~/components/login/login-card";
import { useCheckedForm } from "~/components/login/use-checked-form";
import { SubmitButton } from "~/components/submit-button";
import { TextLink } from "~/components/text-link";
import { Field } from "~/components/ui/field";
import { FieldError } from "~/components/ui/field-error";
import { inWords } from "~/lib/in-words";
import { resetPassword } from "~/login/password.server";
import { readForm } from "~/login/read-form";
import { newPasswordSchema, passwordHint } from "~/login/registration-schema";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import type { Route } from "./+types/reset-password";

export async function action({ request }: Route.ActionArgs) {
  return resetPassword(request, await readForm(request));
}

/** Where the link for a new password leads. */
export default function ResetPassword({ actionData: answer }: Route.ComponentProps) {
  const { form, problems, pending } = useCheckedForm(newPasswordSchema, answer?.problems);
  if (answer?.done) {
    return (
      <LoginCard icon={<CircleCheck />} title="Your password is changed">
        <p role="status" className="text-pretty text-muted-foreground">
          You are signed out everywhere. <TextLink to="/login">Sign in</TextLink> with the new
          password.
        </p>
      </LoginCard>
    );
  }
  if (answer?.deadLink) {
    return (
      <DeadLink>
        It works once, for {inWords(LINK_LIFETIME_IN_MINUTES)}.{" "}
        <TextLink to="/forgot-password">Send another link</TextLink>
      </DeadLink>
    );
  }
  return (
    <LoginCard icon={<Key />} title="Choose a new password">
      <Form method="post" {...form} className="flex flex-col gap-5">
        <Field
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint={passwordHint}
          required
          autoFocus
          problem={problems["password"]}
        />
        <Field
          label="The same password again"
          name="confirmPassword"
          type="password"
          autoComplete="new-password"
          required
          problem={problems["confirmPassword"]}
        />
        <FieldError id="reset-error" stale={pending}>
          {answer?.error}
        </FieldError>
        <SubmitButton size="lg" pending={pending} pendingText="Changing it…">
          Change my password
        </SubmitButton>
      </Form>
    </LoginCard>
  );
}
