import { Form, useNavigation } from "react-router";
import { SubmitButton } from "~/components/form";
import { Key } from "~/components/icons";
import { TextLink } from "~/components/page";
import { Field } from "~/components/ui/field";
import { inWords } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import { SignInCard } from "~/sign-in/card";
import { forgotPassword } from "~/sign-in/password/actions.server";
import { LinkSent } from "~/sign-in/password/link-sent";
import type { Route } from "./+types/forgot-password";

export function action({ request }: Route.ActionArgs) {
  return forgotPassword(request);
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
    <SignInCard
      icon={<Key />}
      title="Choose a new password"
      description="We email you a link. Your password stays as it is until you use it."
    >
      <Form method="post" className="flex flex-col gap-5">
        <Field
          label="Email"
          name="email"
          type="email"
          defaultValue={answer?.email}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          autoFocus
          problem={pending ? undefined : (answer?.problems?.email ?? answer?.error)}
        />
        <SubmitButton pending={pending} pendingText="Sending the link…">
          Send me a link
        </SubmitButton>
      </Form>
      <p className="mt-6 border-t pt-5 text-sm text-muted-foreground">
        <TextLink to="/login">Back to sign in</TextLink>
      </p>
    </SignInCard>
  );
}
