import { redirect, useSearchParams } from "react-router";
import { auth } from "~/services/auth.server";
import { act, strangersOnly } from "~/sign-in/action.server";
import { secondFactorActions } from "~/two-factor/sign-in.server";
import { AppCodeForm, RecoveryCodeForm, SignInOver } from "~/two-factor/sign-in-forms";
import type { Route } from "./+types/second-factor";

/** What is sent here too late gets a response that says so, see `secondFactorRefusals`. */
const onlyDuringSignIn: Route.MiddlewareFunction = async ({ request }) => {
  if (request.method !== "GET") return;
  if (await auth.api.isSecondFactorDue({ headers: request.headers })) return;
  throw redirect(`/login${new URL(request.url).search}`);
};

export const middleware: Route.MiddlewareFunction[] = [strangersOnly, onlyDuringSignIn];

export async function loader({ request }: Route.LoaderArgs) {
  return { isOver: await auth.api.isSecondFactorOver({ headers: request.headers }) };
}

export function action({ request }: Route.ActionArgs) {
  return act(request, secondFactorActions);
}

/** Forwards the headers of the action's response, such as Retry-After. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

const over = ["TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE", "INVALID_TWO_FACTOR_COOKIE"];

/** Where signing in goes on when the account has a second factor. */
export default function SecondFactor({ loaderData, actionData: answer }: Route.ComponentProps) {
  const [search] = useSearchParams();
  if (over.includes(answer?.code ?? "")) return <SignInOver error={answer?.error} />;
  if (loaderData.isOver) return <SignInOver error="Too many wrong codes. Sign in again." />;
  const Form = search.has("recovery") ? RecoveryCodeForm : AppCodeForm;
  return <Form error={answer?.error} />;
}
