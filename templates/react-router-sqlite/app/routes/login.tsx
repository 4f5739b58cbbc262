import { data, redirect } from "react-router";
import { CodeForm } from "~/components/login/code-form"; // @feature email-code
import { SignInForm } from "~/components/login/sign-in-form";
import { sessionContext } from "~/context.server";
import { changeEmail, sendAgain, sendCode, verifyCode } from "~/login/actions.server"; // @feature email-code
import { signInWithPassword } from "~/login/password.server"; // @feature password
import { readForm } from "~/login/read-form";
import type { Answer } from "~/login/refusal.server";
import { safeRedirect } from "~/safe-redirect";
import { auth } from "~/services/auth.server"; // @feature email-code
import type { Route } from "./+types/login";

const intents = new Map([
  // @feature email-code
  ["send-code", sendCode],
  ["send-again", sendAgain],
  ["verify-code", verifyCode],
  ["change-email", changeEmail],
  // @end
  ["sign-in", signInWithPassword], // @feature password
]);

// Both are for strangers only.
export const middleware: Route.MiddlewareFunction[] = [
  ({ request, context }, next) => {
    if (!context.get(sessionContext)) return next();
    const { searchParams } = new URL(request.url);
    throw redirect(safeRedirect(searchParams.get("redirectTo")) ?? "/dashboard");
  },
];
// @feature email-code

export function loader({ request }: Route.LoaderArgs) {
  return auth.api.signInStep({ headers: request.headers });
}
// @end

export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request);
  const handle = intents.get(String(form.get("intent")));
  if (!handle) return data<Answer>({ error: "That did not work. Try again." }, { status: 400 });
  return handle(request, form);
}

/** Passes on what an answer says about itself, such as Retry-After. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

export default function Login({
  loaderData: step, // @feature email-code
  actionData: answer,
}: Route.ComponentProps) {
  // @feature email-code
  // One page, two steps: which of them is known from a cookie, so it survives a reload.
  if (step) {
    return (
      <CodeForm
        email={step.email}
        error={answer?.error}
        expired={step.expired || answer?.expired}
        resendInSeconds={Math.max(step.resendInSeconds, answer?.retryInSeconds ?? 0)}
        sentAgain={step.sentAgain}
      />
    );
  }
  // @end
  return <SignInForm {...answer} />;
}
