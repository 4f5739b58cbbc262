import { useEffect, useRef } from "react";
import { Form } from "react-router";
import { Mail } from "~/components/icons";
import { LoginCard } from "~/components/login/login-card";
import { PasswordField } from "~/components/login/password-field"; // @feature password
import { useSingleSubmit } from "~/components/login/use-single-submit";
import { SubmitButton } from "~/components/submit-button";
import { TextLink } from "~/components/text-link"; // @feature password
import { FieldError } from "~/components/ui/field-error";
import { Input } from "~/components/ui/input";
import { Label } from "~/components/ui/label";

interface SignInFormProps {
  /** What was typed before, so that a mistake can be mended instead of typed anew. */
  email?: string | undefined;
  error?: string | undefined;
  passwordError?: string | undefined; // @feature password
}

export function SignInForm(props: SignInFormProps) {
  const { email, error } = props;
  const { pendingIntent, onSubmit } = useSingleSubmit();
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (error && !pendingIntent) field.current?.focus();
  }, [pendingIntent, error]);

  return (
    <LoginCard icon={<Mail />} title="Sign in">
      <Form method="post" onSubmit={onSubmit} className="flex flex-col gap-5">
        <div className="flex flex-col gap-2">
          <Label htmlFor="email">E-mail</Label>
          <Input
            ref={field}
            id="email"
            name="email"
            type="email"
            defaultValue={email}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="you@example.org"
            maxLength={254}
            required
            // Typing the address is where everybody begins here.
            autoFocus
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? "email-error" : undefined}
          />
          <FieldError id="email-error" stale={pendingIntent !== null}>
            {error}
          </FieldError>
        </div>
        {/* @feature password */}
        <PasswordField error={props.passwordError} pending={pendingIntent !== null} />
        <SubmitButton
          name="intent"
          value="sign-in"
          size="lg"
          pending={pendingIntent === "sign-in"}
          pendingText="Signing you in…"
        >
          Sign in
        </SubmitButton>
        {/* @end */}
        {/* @feature email-code */}
        <SubmitButton
          name="intent"
          value="send-code"
          formNoValidate // @feature password
          variant="outline" // @feature password
          size="lg"
          pending={pendingIntent === "send-code"}
          pendingText="Sending your code…"
        >
          E-mail me a code
        </SubmitButton>
        {/* @end */}
      </Form>
      {/* @feature email-code */}
      <p className="mt-6 border-t pt-5 text-sm text-pretty text-muted-foreground">
        A code comes by e-mail. If you are new here, it makes your account, too.
      </p>
      {/* @end */}
      {/* @feature password */}
      <p className="mt-4 text-sm text-muted-foreground">
        New here? <TextLink to="/register">Make an account</TextLink>
      </p>
      {/* @end */}
    </LoginCard>
  );
}
