import type { FormEvent } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { setViewer } from "@/entities/user";
import {
  EmailLink,
  keepLastWay, // @feature several-ways
  LoginCard,
  StepFooter,
  settle,
} from "@/features/sign-in";
import { paths } from "@/shared/config";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { buttonVariants } from "@/shared/ui/button";
import { MailOpen } from "@/shared/ui/icons";
import { PasswordField } from "@/shared/ui/password-field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import { inWords } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import { confirmEmail } from "../api/password";

/** Where the link in the first email leads. With the password it proves whose address it is. */
export function ConfirmEmailPage() {
  const signUpAgain = (
    <>
      <Link to={paths.register} className={buttonVariants({ className: "w-full" })}>
        Sign up again
      </Link>
      <StepFooter>
        <TextLink to={paths.login}>Back to sign in</TextLink>
      </StepFooter>
    </>
  );
  return (
    <EmailLink
      why={`Each link works once and expires after ${inWords(LINK_LIFETIME_IN_MINUTES)}. If you've already used it, your account is ready.`}
      instead={signUpAgain}
    >
      <ConfirmEmail />
    </EmailLink>
  );
}

function ConfirmEmail() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const confirm = useSingleMutation({
    mutationFn: confirmEmail,
    onSuccess(answer) {
      keepLastWay("password"); // @feature several-ways
      settle(answer, {
        onSignedIn(viewer) {
          setViewer(viewer);
          navigate(paths.dashboard, { replace: true });
        },
        onSecondFactor: () => navigate(paths.secondFactor), // @feature two-factor
      });
    },
  });

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    confirm.mutate({ token: search.get("token") ?? "", password });
  }

  return (
    <LoginCard
      icon={<MailOpen />}
      title="Confirm your email"
      description="Enter your password to finish signing up."
    >
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        <PasswordField
          {...useRefusal(confirm)}
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          autoFocus
        />
        <SubmitButton pending={confirm.isPending} pendingText="Signing you in…">
          Confirm and sign in
        </SubmitButton>
      </form>
      <StepFooter>
        <p>
          Don't know the password? <TextLink to={paths.register}>Sign up again</TextLink>
        </p>
      </StepFooter>
    </LoginCard>
  );
}
