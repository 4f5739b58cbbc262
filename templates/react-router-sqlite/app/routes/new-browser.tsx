import { Link, useSearchParams } from "react-router";
import { useSingleSubmit } from "~/components/form";
import { MailOpen } from "~/components/icons";
import { TextLink } from "~/components/page";
import { StepOver } from "~/components/step-over";
import { buttonVariants } from "~/components/ui/button";
import { EMAILED_CODE } from "~/services/rules";
import { act, strangersOnly } from "~/sign-in/action.server";
import { SignInCard } from "~/sign-in/card";
import { EmailedCode } from "~/sign-in/emailed-code";
import { newBrowserActions, onlyDuringSignIn, stepOf } from "~/sign-in/password/new-browser.server";
import type { Route } from "./+types/new-browser";

export const middleware: Route.MiddlewareFunction[] = [strangersOnly, onlyDuringSignIn];

export async function loader({ request, context }: Route.LoaderArgs) {
  return { step: await stepOf(request, context) };
}

export function action({ request }: Route.ActionArgs) {
  return act(request, newBrowserActions);
}

/** Forwards the headers of the action's response, such as Retry-After. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

/** Where signing in with a password goes on in a browser that is new to the account. */
export default function NewBrowser({ loaderData, actionData: answer }: Route.ComponentProps) {
  const submit = useSingleSubmit();
  const [search] = useSearchParams();
  const login = `/login?${search}`;
  const { step } = loaderData;
  if (!step || answer?.code === "NEW_BROWSER_OVER") {
    return (
      <SignInCard icon={<MailOpen />} title="Check your email">
        <StepOver text={answer?.error}>
          <Link to={login} className={buttonVariants()}>
            Sign in again
          </Link>
        </StepOver>
      </SignInCard>
    );
  }
  const isOver = step.isOver || answer?.code === "CODE_OVER";
  return (
    <EmailedCode
      email={step.email}
      why="You haven't used this browser with your account before."
      length={EMAILED_CODE.length}
      error={answer?.error}
      over={isOver ? (answer?.error ?? "This code no longer works. Request a new one.") : null}
      sentAgain={answer?.sentAgain === true}
      resendInSeconds={Math.max(step.resendInSeconds, answer?.retryInSeconds ?? 0)}
      {...submit}
    >
      <TextLink to={login}>Start over</TextLink>
    </EmailedCode>
  );
}
