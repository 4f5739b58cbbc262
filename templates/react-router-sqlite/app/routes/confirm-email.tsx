// @feature password
import { useEffect, useRef } from "react";
import { Form, useNavigation } from "react-router";
import { MailOpen } from "~/components/icons";
import { DeadLink } from "~/components/login/dead-link";
import { LoginCard } from "~/components/login/login-card";
import { SubmitButton } from "~/components/submit-button";
import { TextLink } from "~/components/text-link";
import { Field } from "~/components/ui/field";
import { inWords } from "~/lib/in-words";
import { confirmEmail } from "~/login/password.server";
import { readForm } from "~/login/read-form";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import type { Route } from "./+types/confirm-email";

export async function action({ request }: Route.ActionArgs) {
  return confirmEmail(request, await readForm(request));
}

/** Where the link in the first e-mail leads. With the password it proves whose address it is. */
export default function ConfirmEmail({ actionData: answer }: Route.ComponentProps) {
  const pending = useNavigation().state !== "idle";
  const problem = answer?.problems?.["password"] ?? answer?.error;
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (problem && !pending) field.current?.focus();
  }, [problem, pending]);

  if (answer?.deadLink) {
    return (
      <DeadLink>
        It works once, for {inWords(LINK_LIFETIME_IN_MINUTES)}.{" "}
        <TextLink to="/login">Sign in</TextLink> if you have used it, or{" "}
        <TextLink to="/register">create your account</TextLink> again to get a new one.
      </DeadLink>
    );
  }
  return (
    <LoginCard
      icon={<MailOpen />}
      title="Confirm your e-mail"
      description="Type the password of your new account. Then you are in."
    >
      <Form method="post" className="flex flex-col gap-5">
        <Field
          ref={field}
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          autoFocus
          problem={pending ? undefined : problem}
        />
        <SubmitButton size="lg" pending={pending} pendingText="Signing you in…">
          Confirm and sign in
        </SubmitButton>
      </Form>
      <p className="mt-6 border-t pt-5 text-sm text-pretty text-muted-foreground">
        Didn't create this account, or don't know its password?{" "}
        <TextLink to="/register">Create your own</TextLink>
      </p>
    </LoginCard>
  );
}
