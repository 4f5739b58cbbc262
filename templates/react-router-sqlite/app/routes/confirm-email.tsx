import { Form, Link, useNavigation } from "react-router";
import { SubmitButton, useRetryField } from "~/components/form";
import { MailOpen } from "~/components/icons";
import { TextLink } from "~/components/page";
import { buttonVariants } from "~/components/ui/button";
import { inWords } from "~/services/rules";
import { isConfirmLinkAlive } from "~/services/sign-in/password/registration.server";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import { tokenOf } from "~/sign-in/action.server";
import { DeadLink, SignInCard, SignInFooter } from "~/sign-in/card";
import { confirmEmail } from "~/sign-in/password/actions.server";
import { PasswordField } from "~/sign-in/password/password-field";
import type { Route } from "./+types/confirm-email";

export async function loader({ request }: Route.LoaderArgs) {
  return { isAlive: await isConfirmLinkAlive(tokenOf(request)) };
}

export function action({ request }: Route.ActionArgs) {
  return confirmEmail(request);
}

/** Where the link in the first email leads. With the password it proves whose address it is. */
export default function ConfirmEmail({ loaderData, actionData: answer }: Route.ComponentProps) {
  const pending = useNavigation().state !== "idle";
  const problem = answer?.problems?.password ?? answer?.error;
  const field = useRetryField(problem, pending);

  if (answer?.deadLink || !loaderData.isAlive) {
    return (
      <DeadLink
        why={
          <>
            Each link works once and expires after {inWords(LINK_LIFETIME_IN_MINUTES)}. If you've
            already used it, your account is ready.
          </>
        }
      >
        <Link to="/register" className={buttonVariants({ className: "w-full" })}>
          Sign up again
        </Link>
        <SignInFooter>
          <TextLink to="/login">Back to sign in</TextLink>
        </SignInFooter>
      </DeadLink>
    );
  }
  return (
    <SignInCard
      icon={<MailOpen />}
      title="Confirm your email"
      description="Enter your password to finish signing up."
    >
      <Form method="post" noValidate className="flex flex-col gap-5">
        <PasswordField
          ref={field}
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          autoFocus
          problem={problem}
          stale={pending}
        />
        <SubmitButton pending={pending} pendingText="Signing you in…">
          Confirm and sign in
        </SubmitButton>
      </Form>
      <SignInFooter>
        <p>
          Don't know the password? <TextLink to="/register">Sign up again</TextLink>
        </p>
      </SignInFooter>
    </SignInCard>
  );
}
