import { Link, useSearchParams } from "react-router";
import { setViewer } from "@/entities/user";
import { EmailLink, LoginCard, StepFooter } from "@/features/sign-in";
import { newPasswordRefusals, problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { takeFocus } from "@/shared/lib/take-focus";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { buttonVariants } from "@/shared/ui/button";
import { FieldError } from "@/shared/ui/field-error";
import { CircleCheck, Key } from "@/shared/ui/icons";
import { PasswordField, passwordHint } from "@/shared/ui/password-field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import { inWords } from "~/services/rules";
import { LINK_LIFETIME_IN_MINUTES } from "~/services/sign-in/password/rules";
import { resetPassword } from "../api/password";
import { newPasswordSchema } from "../model/registration-schema";
import { useCheckedForm } from "../model/use-checked-form";

/** Where the link for a new password leads. */
export function ResetPasswordPage() {
  const newLink = (
    <>
      <Link to={paths.forgotPassword} className={buttonVariants({ className: "w-full" })}>
        Email me a new link
      </Link>
      <StepFooter>
        <TextLink to={paths.login}>Back to sign in</TextLink>
      </StepFooter>
    </>
  );
  return (
    <EmailLink
      why={`Each link works once and expires after ${inWords(LINK_LIFETIME_IN_MINUTES)}.`}
      instead={newLink}
    >
      <ResetPassword />
    </EmailLink>
  );
}

function ResetPassword() {
  const [search] = useSearchParams();
  const reset = useSingleMutation({
    mutationFn: resetPassword,
    // The server has ended every session, the one of this browser included.
    onSuccess: () => setViewer(null),
  });
  const refusal = useRefusal(reset, newPasswordRefusals);
  const { field, onSubmit } = useCheckedForm(newPasswordSchema, ({ password }) =>
    reset.mutate({ token: search.get("token") ?? "", newPassword: password }),
  );

  if (reset.isSuccess) return <PasswordSaved />;
  return (
    <LoginCard icon={<Key />} title="Choose a password">
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        <PasswordField
          {...field("password", refusal)}
          label="New password"
          autoComplete="new-password"
          hint={passwordHint}
          required
          autoFocus
        />
        <PasswordField
          {...field("confirmPassword")}
          label="Confirm password"
          autoComplete="new-password"
          required
        />
        <FieldError id="reset-error" stale={reset.isPending}>
          {reset.error && !refusal.problem ? problemText(reset.error) : undefined}
        </FieldError>
        <SubmitButton pending={reset.isPending} pendingText="Saving your password…">
          Save password
        </SubmitButton>
      </form>
    </LoginCard>
  );
}

function PasswordSaved() {
  return (
    <LoginCard
      icon={<CircleCheck />}
      title="Password saved"
      description={
        <span ref={takeFocus} tabIndex={-1}>
          You've been signed out everywhere.
        </span>
      }
    >
      <Link to={paths.login} className={buttonVariants({ className: "w-full" })}>
        Sign in
      </Link>
    </LoginCard>
  );
}
