// @feature password
import { Form, useNavigation } from "react-router";
import { Key } from "~/components/icons";
import { LinkSent } from "~/components/login/link-sent";
import { LoginCard } from "~/components/login/login-card";
import { SubmitButton } from "~/components/submit-button";
import { TextLink } from "~/components/text-link";
import { Field } from "~/components/ui/field";
import { inWords } from "~/lib/in-words";
import { forgotPassword } from "~/login/password.server";
import { readForm } from "~/login/read-form";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import type { Route } from "./+types/forgot-password";

export async function action({ request }: Route.ActionArgs) {
  return forgotPassword(request, await readForm(request));
}

export default function ForgotPassword({ actionData: answer }: Route.ComponentProps) {
  const pending = useNavigation().state !== "idle";
  if (answer?.done) {
    return (
      <LinkSent>
        If <strong className="font-medium text-foreground">{answer.email}</strong> has an account, a
        link is on its way there. It works once, for {inWords(LINK_LIFETIME_IN_MINUTES)}.
      </LinkSent>
    );
  }
  return (
    <LoginCard
      icon={<Key />}
      title="Choose a new password"
      description="We e-mail you a link. Your password stays as it is until you use it."
    >
      <Form method="post" className="flex flex-col gap-5">
        <Field
          label="E-mail"
          name="email"
          type="email"
          defaultValue={answer?.email}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          autoFocus
          problem={pending ? undefined : (answer?.problems?.["email"] ?? answer?.error)}
        />
        <SubmitButton size="lg" pending={pending} pendingText="Sending the link…">
          Send me a link
        </SubmitButton>
      </Form>
      <p className="mt-6 border-t pt-5 text-sm text-muted-foreground">
        <TextLink to="/login">Back to signing in</TextLink>
      </p>
    </LoginCard>
  );
}
