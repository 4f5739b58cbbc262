import { Form, Link } from "react-router";
import { SubmitButton } from "~/components/form";
import { CircleCheck, Key } from "~/components/icons";
import { TextLink } from "~/components/page";
import { buttonVariants } from "~/components/ui/button";
import { FieldError } from "~/components/ui/field";
import { inWords } from "~/services/rules";
import { isResetLinkAlive } from "~/services/sign-in/password/new-password.server";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import { tokenOf } from "~/sign-in/action.server";
import { DeadLink, SignInCard, SignInFooter } from "~/sign-in/card";
import { resetPassword } from "~/sign-in/password/actions.server";
import { PasswordField } from "~/sign-in/password/password-field";
import { newPasswordSchema, passwordHint } from "~/sign-in/password/schema";
import { useCheckedForm } from "~/sign-in/password/use-checked-form";
import type { Route } from "./+types/reset-password";

export async function loader({ request }: Route.LoaderArgs) {
  return { isAlive: await isResetLinkAlive(tokenOf(request)) };
}

export function action({ request }: Route.ActionArgs) {
  return resetPassword(request);
}

/** Where the link for a new password leads. */
export default function ResetPassword({ loaderData, actionData: answer }: Route.ComponentProps) {
  const { form, problems, pending } = useCheckedForm(newPasswordSchema, answer?.problems);
  if (answer?.done) return <PasswordSaved />;
  if (answer?.deadLink || !loaderData.isAlive) return <DeadResetLink />;
  return (
    <SignInCard icon={<Key />} title="Choose a password">
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
        <SubmitButton pending={pending} pendingText="Saving your password…">
          Save password
        </SubmitButton>
      </Form>
    </SignInCard>
  );
}

function PasswordSaved() {
  return (
    <SignInCard
      icon={<CircleCheck />}
      title="Password saved"
      description={<span role="status">You've been signed out everywhere.</span>}
    >
      <Link to="/login" className={buttonVariants({ className: "w-full" })}>
        Sign in
      </Link>
    </SignInCard>
  );
}

function DeadResetLink() {
  return (
    <DeadLink
      why={<>Each link works once and expires after {inWords(LINK_LIFETIME_IN_MINUTES)}.</>}
    >
      <Link to="/forgot-password" className={buttonVariants({ className: "w-full" })}>
        Email me a new link
      </Link>
      <SignInFooter>
        <TextLink to="/login">Back to sign in</TextLink>
      </SignInFooter>
    </DeadLink>
  );
}
