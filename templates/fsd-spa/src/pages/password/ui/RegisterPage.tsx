import { LoginCard, StepFooter } from "@/features/sign-in";
import { newPasswordRefusals, problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { EmailField } from "@/shared/ui/email-field";
import { FieldError } from "@/shared/ui/field-error";
import { Key } from "@/shared/ui/icons";
import { PasswordField, passwordHint } from "@/shared/ui/password-field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import { register, registerAgain } from "../api/password";
import { registrationSchema } from "../model/registration-schema";
import { useCheckedForm } from "../model/use-checked-form";
import { Address, LinkSent } from "./LinkSent";

export function RegisterPage() {
  const registration = useSingleMutation({ mutationFn: register });
  const email = useRefusal(registration, ["INVALID_EMAIL"]);
  const password = useRefusal(registration, newPasswordRefusals);
  const { field, onSubmit } = useCheckedForm(registrationSchema, registration.mutate);
  const { isPending, error } = registration;

  if (registration.isSuccess) {
    return (
      <LinkSent resend={registerAgain} onChangeEmail={registration.reset}>
        We sent a link to <Address>{registration.variables.email}</Address>. Open it and enter your
        password to finish signing up.
      </LinkSent>
    );
  }
  return (
    <LoginCard icon={<Key />} title="Create account">
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        <EmailField {...field("email", email)} />
        <PasswordField
          {...field("password", password)}
          label="Password"
          autoComplete="new-password"
          hint={passwordHint}
          required
        />
        <PasswordField
          {...field("confirmPassword")}
          label="Confirm password"
          autoComplete="new-password"
          required
        />
        <FieldError id="register-error" stale={isPending}>
          {error && !email.problem && !password.problem ? problemText(error) : undefined}
        </FieldError>
        <SubmitButton pending={isPending} pendingText="Creating your account…">
          Create account
        </SubmitButton>
      </form>
      <StepFooter>
        <p>
          Already have an account? <TextLink to={paths.login}>Sign in</TextLink>
        </p>
      </StepFooter>
    </LoginCard>
  );
}
