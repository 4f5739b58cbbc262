import { useSearchParams } from "react-router";
import { act, strangersOnly } from "~/sign-in/action.server";
import { secondFactorActions } from "~/two-factor/sign-in.server";
import { AppCodeForm, RecoveryCodeForm } from "~/two-factor/sign-in-forms";
import type { Route } from "./+types/second-factor";

export const middleware: Route.MiddlewareFunction[] = [strangersOnly];

export function loader() {
  return null;
}

export function action({ request }: Route.ActionArgs) {
  return act(request, secondFactorActions);
}

/** Passes on what an answer says about itself, such as Retry-After. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

/** Where signing in goes on when the account has a second factor. */
export default function SecondFactor({ actionData: answer }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const Form = search.has("recovery") ? RecoveryCodeForm : AppCodeForm;
  return <Form error={answer?.error} />;
}
