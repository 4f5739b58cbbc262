import { Form } from "react-router";
import { SubmitButton } from "~/components/form";
import { CircleCheck, Key } from "~/components/icons";
import { TextLink } from "~/components/page";
import { FieldError } from "~/components/ui/field";
import { inWords } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import { DeadLink, SignInCard } from "~/sign-in/card";
import { resetPassword } from "~/sign-in/password/actions.server";
import { PasswordField } from "~/sign-in/password/password-field";
import { newPasswordSchema, passwordHint } from "~/sign-in/password/schema";
import { useCheckedForm } from "~/sign-in/password/use-checked-form";
import type { Route } from "./+types/reset-password";

export function action({ request }: Route.ActionArgs) {
  return resetPassword(request);
}

/** Where the link for a new password leads. */
export default function ResetPassword({ actionData: answer }: Route.ComponentProps) {
  const { form, problems, pending } = useCheckedForm(newPasswordSchema, answer?.problems);
  if (answer?.done) {
    return (
      <SignInCard icon={<CircleCheck />} title="Password changed">
        <p role="status" className="text-pretty text-muted-foreground">
          You've been signed out everywhere. <TextLink to="/login">Sign in</TextLink> with the new
          password.
        </p>
      </SignInCard>
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
    <SignInCard icon={<Key />} title="Choose a new password">
      <Form method="post" {...form} className="flex flex-col gap-5">
        <PasswordField
          label="New password"
          name="password"
          autoComplete="new-password"
          hint={passwordHint}
          required
          autoFocus
          problem={problems.password}
        />
        <PasswordField
          label="Confirm password"
          name="confirmPassword"
          autoComplete="new-password"
          required
          problem={problems.confirmPassword}
        />
        <FieldError id="reset-error" stale={pending}>
          {answer?.error}
        </FieldError>
        <SubmitButton pending={pending} pendingText="Changing it…">
          Change my password
        </SubmitButton>
      </Form>
    </SignInCard>
  );
}
