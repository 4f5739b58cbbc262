import { Form, redirect } from "react-router";
import { SubmitButton } from "~/components/form";
import { Key } from "~/components/icons";
import { TextLink } from "~/components/page";
import { EmailField, FieldError } from "~/components/ui/field";
import { sessionContext } from "~/context.server";
import { SignInCard, SignInFooter } from "~/sign-in/card";
import { register } from "~/sign-in/password/actions.server";
import { Address, LinkSent } from "~/sign-in/password/link-sent";
import { PasswordField } from "~/sign-in/password/password-field";
import { type Problems, passwordHint, registrationSchema } from "~/sign-in/password/schema";
import { useCheckedForm } from "~/sign-in/password/use-checked-form";
import type { Route } from "./+types/register";

export const middleware: Route.MiddlewareFunction[] = [
  ({ context }, next) => {
    if (context.get(sessionContext)) throw redirect("/dashboard");
    return next();
  },
];

export function loader() {
  return null;
}

export function action({ request }: Route.ActionArgs) {
  return register(request);
}

export default function Register({ actionData: answer }: Route.ComponentProps) {
  if (!answer?.done) return <RegisterForm {...answer} />;
  return (
    <LinkSent answer={answer} to="/register">
      We sent a link to <Address>{answer.email}</Address>. Open it and enter your password to finish
      signing up.
    </LinkSent>
  );
}

interface RegisterFormProps {
  email?: string | undefined;
  problems?: Problems | undefined;
  error?: string | undefined;
}

function RegisterForm({ email, problems: answered, error }: RegisterFormProps) {
  const { form, problems, pending } = useCheckedForm(registrationSchema, answered);
  return (
    <SignInCard icon={<Key />} title="Create account">
      <Form method="post" {...form} className="flex flex-col gap-5">
        <EmailField defaultValue={email} problem={problems.email} />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="new-password"
          hint={passwordHint}
          required
          problem={problems.password}
        />
        <PasswordField
          label="Confirm password"
          name="confirmPassword"
          autoComplete="new-password"
          required
          problem={problems.confirmPassword}
        />
        <FieldError id="register-error" stale={pending}>
          {error}
        </FieldError>
        <SubmitButton pending={pending} pendingText="Creating your account…">
          Create account
        </SubmitButton>
      </Form>
      <SignInFooter>
        <p>
          Already have an account? <TextLink to="/login">Sign in</TextLink>
        </p>
      </SignInFooter>
    </SignInCard>
  );
}
