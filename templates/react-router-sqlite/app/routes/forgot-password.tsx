import { Form, useNavigation } from "react-router";
import { SubmitButton, useRetryField } from "~/components/form";
import { Key } from "~/components/icons";
import { TextLink } from "~/components/page";
import { EmailField } from "~/components/ui/field";
import { inWords } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import { SignInCard, SignInFooter } from "~/sign-in/card";
import { forgotPassword } from "~/sign-in/password/actions.server";
import { Address, LinkSent } from "~/sign-in/password/link-sent";
import type { Route } from "./+types/forgot-password";

export function action({ request }: Route.ActionArgs) {
  return forgotPassword(request);
}

export default function ForgotPassword({ actionData: answer }: Route.ComponentProps) {
  const pending = useNavigation().state !== "idle";
  const problem = answer?.problems?.email ?? answer?.error;
  const field = useRetryField(problem, pending);

  if (answer?.done) {
    return (
      <LinkSent answer={answer} to="/forgot-password">
        If <Address>{answer.email}</Address> has an account, we've sent it a reset link. It works
        once and expires in {inWords(LINK_LIFETIME_IN_MINUTES)}.
      </LinkSent>
    );
  }
  return (
    <SignInCard
      icon={<Key />}
      title="Reset your password"
      description="We'll email you a reset link. Your password won't change until you use it."
    >
      <Form method="post" noValidate className="flex flex-col gap-5">
        <EmailField ref={field} defaultValue={answer?.email} problem={problem} stale={pending} />
        <SubmitButton pending={pending} pendingText="Sending the link…">
          Email me a link
        </SubmitButton>
      </Form>
      <SignInFooter>
        <TextLink to="/login">Back to sign in</TextLink>
      </SignInFooter>
    </SignInCard>
  );
}
