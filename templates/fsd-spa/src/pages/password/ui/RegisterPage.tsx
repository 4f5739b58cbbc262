import { LoginCard } from "@/features/sign-in";
import { newPasswordRefusals, problemText } from "@/shared/api";
import { paths } from "@/shared/config";
import { useRefusal } from "@/shared/lib/use-refusal";
import { useSingleMutation } from "@/shared/lib/use-single-mutation";
import { Field } from "@/shared/ui/field";
import { FieldError } from "@/shared/ui/field-error";
import { Key, MailOpen } from "@/shared/ui/icons";
import { PasswordField } from "@/shared/ui/password-field";
import { SubmitButton } from "@/shared/ui/submit-button";
import { TextLink } from "@/shared/ui/text-link";
import { register } from "../api/password";
import { registrationSchema } from "../model/registration-schema";
import { useCheckedForm } from "../model/use-checked-form";
import { AnswerCard } from "./AnswerCard";

export function RegisterPage() {
  const registration = useSingleMutation({ mutationFn: register });
  const email = useRefusal(registration, ["INVALID_EMAIL"]);
  const password = useRefusal(registration, newPasswordRefusals);
  const { field, onSubmit } = useCheckedForm(registrationSchema, registration.mutate);
  const { isPending, error } = registration;

  if (registration.isSuccess) return <LinkSent to={registration.variables.email} />;
  return (
    <LoginCard icon={<Key />} title="Create account">
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        <Field
          {...field("email", email)}
          label="Email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          autoFocus
        />
        <PasswordField
          {...field("password", password)}
          label="Password"
          autoComplete="new-password"
          hint="A sentence of your own is strong and easy to remember. Any character counts."
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
      <p className="mt-6 border-t pt-5 text-sm text-muted-foreground">
        You have one? <TextLink to={paths.login}>Sign in</TextLink>
      </p>
    </LoginCard>
  );
}

/** The same for an address that has an account: only its owner learns that, by email. */
function LinkSent({ to }: { to: string }) {
  return (
    <AnswerCard icon={<MailOpen />} title="Check your email">
      We sent a link to <strong className="font-medium text-foreground">{to}</strong>. Open it and
      type your password once more: then the account is yours. If you've requested several emails,
      it may take a few minutes until we send another one.
    </AnswerCard>
  );
}
