// @feature two-factor
import { Form, useNavigation } from "react-router";
import { SubmitButton } from "~/components/submit-button";

/** What guards the account changes only right after a sign-in. The way back here is kept. */
export function SignInAgain() {
  const pending = useNavigation().formAction?.startsWith("/sign-out") ?? false;
  return (
    <div role="alert" className="flex flex-col gap-3">
      <p className="text-sm text-pretty">
        For this, sign in again: it was some time ago that you did. You come back to this page.
      </p>
      <Form method="post" action="/sign-out?redirectTo=/security" className="flex flex-col">
        <SubmitButton variant="outline" pending={pending} pendingText="One moment…">
          Sign in again
        </SubmitButton>
      </Form>
    </div>
  );
}
