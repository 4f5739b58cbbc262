import { data, redirect } from "react-router";
import { CodeForm } from "~/components/login/code-form";
import { EmailForm } from "~/components/login/email-form";
import { sessionContext } from "~/context.server";
import { changeEmail, sendAgain, sendCode, verifyCode } from "~/login/actions.server";
import type { Answer } from "~/login/refusal.server";
import { currentStep } from "~/login/step.server";
import { safeRedirect } from "~/safe-redirect";
import type { Route } from "./+types/login";

const intents = new Map([
  ["send-code", sendCode],
  ["send-again", sendAgain],
  ["verify-code", verifyCode],
  ["change-email", changeEmail],
]);

// Both are for strangers only.
export const middleware: Route.MiddlewareFunction[] = [
  ({ request, context }, next) => {
    if (!context.get(sessionContext)) return next();
    const { searchParams } = new URL(request.url);
    throw redirect(safeRedirect(searchParams.get("redirectTo")) ?? "/dashboard");
  },
];

export function loader({ request }: Route.LoaderArgs) {
  return currentStep(request);
}

export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData().catch(() => new FormData());
  const handle = intents.get(String(form.get("intent")));
  if (!handle) return data<Answer>({ error: "That did not work. Try again." }, { status: 400 });
  return handle(request, form);
}

/** Passes on what an answer says about itself, such as Retry-After. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

/** One page, two steps: which of them is known from a cookie, so it survives a reload. */
export default function Login({ loaderData: step, actionData: answer }: Route.ComponentProps) {
  if (!step) return <EmailForm email={answer?.email} error={answer?.error} />;
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
