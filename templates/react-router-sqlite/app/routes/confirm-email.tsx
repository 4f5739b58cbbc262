import { Form, useNavigation } from "react-router";
import { SubmitButton, useRetryField } from "~/components/form";
import { MailOpen } from "~/components/icons";
import { TextLink } from "~/components/page";
import { inWords } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import { DeadLink, SignInCard } from "~/sign-in/card";
import { confirmEmail } from "~/sign-in/password/actions.server";
import { PasswordField } from "~/sign-in/password/password-field";
import type { Route } from "./+types/confirm-email";

export function action({ request }: Route.ActionArgs) {
  return confirmEmail(request);
}

/** Where the link in the first email leads. With the password it proves whose address it is. */
export default function ConfirmEmail({ actionData: answer }: Route.ComponentProps) {
  const pending = useNavigation().state !== "idle";
  const problem = answer?.problems?.password ?? answer?.error;
  const field = useRetryField(problem, pending);

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
    <SignInCard
      icon={<MailOpen />}
      title="Confirm your email"
      description="Enter your password to finish signing up."
    >
      <Form method="post" className="flex flex-col gap-5">
        <PasswordField
          ref={field}
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          autoFocus
          problem={pending ? undefined : problem}
        />
        <SubmitButton pending={pending} pendingText="Signing you in…">
          Confirm and sign in
        </SubmitButton>
      </Form>
      <p className="mt-6 border-t pt-5 text-sm text-pretty text-muted-foreground">
        Didn't create this account, or don't know its password?{" "}
        <TextLink to="/register">Create your own</TextLink>
      </p>
    </SignInCard>
  );
}
