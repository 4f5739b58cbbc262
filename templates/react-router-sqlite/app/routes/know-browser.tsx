import { Form, useNavigation } from "react-router";
import { CircleCheck } from "~/components/icons";
import { DeadLink } from "~/components/login/dead-link";
import { LoginCard } from "~/components/login/login-card";
import { SubmitButton } from "~/components/submit-button";
import { TextLink } from "~/components/text-link";
import { FieldError } from "~/components/ui/field-error";
import { knowBrowser } from "~/login/know-browser.server";
import type { Route } from "./+types/know-browser";

export async function action({ request }: Route.ActionArgs) {
  return knowBrowser(request);
}

/** Where the link leads that lets the owner of an account past the guesses of strangers. */
export default function KnowBrowser({ actionData: answer }: Route.ComponentProps) {
  const pending = useNavigation().state !== "idle";
  if (answer?.code === "INVALID_TOKEN") {
    return (
      <DeadLink>
        It works once. If you've already used it here, <TextLink to="/login">sign in</TextLink>.
      </DeadLink>
    );
  }
  return (
    <LoginCard
      icon={<CircleCheck />}
      title="Use this browser"
      description="We'll remember that it's yours, so other people's failed attempts won't slow you down here. You'll still need to sign in."
    >
      <Form method="post" className="flex flex-col gap-5">
        <FieldError id="browser-error" stale={pending}>
          {answer?.error}
        </FieldError>
        <SubmitButton size="lg" pending={pending} pendingText="One moment…">
          Continue to sign in
        </SubmitButton>
      </Form>
    </LoginCard>
  );
}
