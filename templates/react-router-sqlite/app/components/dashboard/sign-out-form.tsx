import { Form, useNavigation } from "react-router";
import { SignOut } from "~/components/icons";
import { SubmitButton } from "~/components/submit-button";

/** A form and not a link: only a POST may end a session. */
export function SignOutForm() {
  const pending = useNavigation().formAction === "/sign-out";
  return (
    <Form method="post" action="/sign-out" className="flex flex-1 flex-col">
      <SubmitButton variant="outline" pending={pending} pendingText="Signing you out…">
        <SignOut />
        Sign out
      </SubmitButton>
    </Form>
  );
}
