import { Form, useNavigation } from "react-router";
import { SubmitButton } from "~/components/form";

/** What protects the account can be changed only soon after signing in. They come back here. */
export function SignInAgain() {
  const pending = useNavigation().formAction?.startsWith("/sign-out") ?? false;
  return (
    <div role="alert" className="flex flex-col gap-3">
      <p className="text-sm text-pretty">
        For your security, sign in again. We'll bring you back here.
      </p>
      <Form method="post" action="/sign-out?redirectTo=/account" className="flex flex-col">
        <SubmitButton pending={pending} pendingText="One moment…">
          Sign in again
        </SubmitButton>
      </Form>
    </div>
  );
}
