// @feature password
import { Form, useNavigation } from "react-router";
import { MailOpen } from "~/components/icons";
import { LoginCard } from "~/components/login/login-card";
import { SubmitButton } from "~/components/submit-button";
import { TextLink } from "~/components/text-link";
import { Field } from "~/components/ui/field";
import { confirmEmail } from "~/login/password.server";
import type { Route } from "./+types/confirm-email";

export async function action({ request }: Route.ActionArgs) {
  return confirmEmail(request, await request.formData());
}

/** Where the link in the first e-mail leads. With the password it proves whose address it is. */
export default function ConfirmEmail({ actionData: answer }: Route.ComponentProps) {
  const pending = useNavigation().state !== "idle";
  return (
    <LoginCard
      icon={<MailOpen />}
      title="Confirm your e-mail"
      description="Type the password of your new account. Then you are in."
    >
      <Form method="post" className="flex flex-col gap-5">
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          autoFocus
          problem={pending ? undefined : answer?.problems?.["password"]}
        />
        <SubmitButton size="lg" pending={pending} pendingText="Signing you in…">
          Confirm and sign in
        </SubmitButton>
      </Form>
      <p className="mt-6 border-t pt-5 text-sm text-pretty text-muted-foreground">
        You did not make this account, or the password is not known to you?{" "}
        <TextLink to="/forgot-password">Choose a new one</TextLink>
      </p>
    </LoginCard>
  );
}
