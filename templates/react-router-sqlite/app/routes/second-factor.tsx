// @feature two-factor
import { data, redirect, useSearchParams } from "react-router";
import { AppCodeForm } from "~/components/login/app-code-form";
import { RecoveryCodeForm } from "~/components/login/recovery-code-form";
import { sessionContext } from "~/context.server";
import { readForm } from "~/login/read-form";
import type { Answer } from "~/login/refusal.server";
import { verifyAppCode, verifyRecoveryCode } from "~/login/second-factor.server";
import { safeRedirect } from "~/safe-redirect";
import type { Route } from "./+types/second-factor";

const intents = new Map([
  ["app-code", verifyAppCode],
  ["recovery-code", verifyRecoveryCode],
]);

export const middleware: Route.MiddlewareFunction[] = [
  ({ request, context }, next) => {
    if (!context.get(sessionContext)) return next();
    const { searchParams } = new URL(request.url);
    throw redirect(safeRedirect(searchParams.get("redirectTo")) ?? "/dashboard");
  },
];

export function loader() {
  return null;
}

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

/** Where signing in goes on when the account has a second factor. */
export default function SecondFactor({ actionData: answer }: Route.ComponentProps) {
  const [search] = useSearchParams();
  const Form = search.has("recovery") ? RecoveryCodeForm : AppCodeForm;
  return <Form error={answer?.error} />;
}
