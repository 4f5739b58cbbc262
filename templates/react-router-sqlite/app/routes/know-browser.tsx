import { Form, Link, useNavigation } from "react-router";
import { SubmitButton } from "~/components/form";
import { CircleCheck } from "~/components/icons";
import { buttonVariants } from "~/components/ui/button";
import { FieldError } from "~/components/ui/field";
import { authCall } from "~/services/auth-call.server";
import { isBrowserLinkAlive } from "~/services/hardening/known-browsers.server";
import { KNOW_BROWSER } from "~/services/rules";
import { redirectWithCookies, refusal, tokenOf } from "~/sign-in/action.server";
import { DeadLink, SignInCard } from "~/sign-in/card";
import type { Route } from "./+types/know-browser";

export async function loader({ request }: Route.LoaderArgs) {
  return { isAlive: await isBrowserLinkAlive(tokenOf(request)) };
}

export async function action({ request }: Route.ActionArgs) {
  const response = await authCall(request, KNOW_BROWSER, { token: tokenOf(request) });
  return response.ok ? redirectWithCookies("/login", response) : refusal(response);
}

/** Where the link leads that lets an account's owner in, no matter how much others have guessed. */
export default function KnowBrowser({ loaderData, actionData: answer }: Route.ComponentProps) {
  const pending = useNavigation().state !== "idle";
  if (answer?.code === "INVALID_TOKEN" || !loaderData.isAlive) {
    return (
      <DeadLink why="Each link works once. If you've already used it here, you can sign in.">
        <Link to="/login" className={buttonVariants({ className: "w-full" })}>
          Continue to sign in
        </Link>
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
