import { Form, useNavigation } from "react-router";
import { SubmitButton } from "~/components/form";
import { CircleCheck } from "~/components/icons";
import { TextLink } from "~/components/page";
import { FieldError } from "~/components/ui/field";
import { authCall } from "~/services/auth-call.server";
import { KNOW_BROWSER } from "~/services/rules";
import { redirectWithCookies, refusal } from "~/sign-in/action.server";
import { DeadLink, SignInCard } from "~/sign-in/card";
import type { Route } from "./+types/know-browser";

export async function action({ request }: Route.ActionArgs) {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const response = await authCall(request, KNOW_BROWSER, { token });
  return response.ok ? redirectWithCookies("/login", response) : refusal(response);
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
    <SignInCard
      icon={<CircleCheck />}
      title="Use this browser"
      description="We'll remember that it's yours, so other people's failed attempts won't slow you down here. You'll still need to sign in."
    >
      <Form method="post" className="flex flex-col gap-5">
        <FieldError id="browser-error" stale={pending}>
          {answer?.error}
        </FieldError>
        <SubmitButton pending={pending} pendingText="One moment…">
          Continue to sign in
        </SubmitButton>
      </Form>
    </SignInCard>
  );
}
