// @feature password
import { Form } from "react-router";
import { Key } from "~/components/icons";
import { LoginCard } from "~/components/login/login-card";
import { useCheckedForm } from "~/components/login/use-checked-form";
import { SubmitButton } from "~/components/submit-button";
import { TextLink } from "~/components/text-link";
import { Field } from "~/components/ui/field";
import { FieldError } from "~/components/ui/field-error";
import type { Problems } from "~/login/check-form";
import { passwordHint, registrationSchema } from "~/login/registration-schema";

interface RegisterFormProps {
  email?: string | undefined;
  problems?: Problems | undefined;
  error?: string | undefined;
}

export function RegisterForm({ email, problems: answered, error }: RegisterFormProps) {
  const { form, problems, pending } = useCheckedForm(registrationSchema, answered);
  return (
    <LoginCard icon={<Key />} title="Make an account">
      <Form method="post" {...form} className="flex flex-col gap-5">
        <Field
          label="E-mail"
          name="email"
          type="email"
          defaultValue={email}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          autoFocus
          problem={problems["email"]}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          hint={passwordHint}
          required
          problem={problems["password"]}
        />
        <Field
          label="The same password again"
          name="confirmPassword"
          type="password"
          autoComplete="new-password"
          required
          problem={problems["confirmPassword"]}
        />
        <FieldError id="register-error" stale={pending}>
          {error}
        </FieldError>
        <SubmitButton size="lg" pending={pending} pendingText="Making your account…">
          Make an account
        </SubmitButton>
      </Form>
      <p className="mt-6 border-t pt-5 text-sm text-muted-foreground">
        You have one? <TextLink to="/login">Sign in</TextLink>
      </p>
    </LoginCard>
  );
}
