import { data, Form, Link, useNavigation } from "react-router";
import { SubmitButton } from "~/components/form";
import { CircleCheck, Mail } from "~/components/icons";
import { buttonVariants } from "~/components/ui/button";
import { FieldError } from "~/components/ui/field";
import { authCall } from "~/services/auth-call.server";
import { UNDO_EMAIL_CHANGE, UNDO_IN_DAYS } from "~/services/email-change/rules";
import { isUndoLinkAlive } from "~/services/email-change/undo.server";
import { type Answer, refusal, tokenOf } from "~/sign-in/action.server";
import { DeadLink, SignInCard } from "~/sign-in/card";
import type { Route } from "./+types/undo-email-change";

export async function loader({ request }: Route.LoaderArgs) {
  return { isAlive: await isUndoLinkAlive(tokenOf(request)) };
}

export async function action({ request }: Route.ActionArgs) {
  const response = await authCall(request, UNDO_EMAIL_CHANGE, { token: tokenOf(request) });
  return response.ok ? data<Answer & { done?: boolean }>({ done: true }) : refusal(response);
}

/** Where the link leads that puts the previous address back. */
export default function UndoEmailChange({ loaderData, actionData: answer }: Route.ComponentProps) {
  const pending = useNavigation().state !== "idle";
  if (answer && "done" in answer) return <Done />;
  if (!loaderData.isAlive) {
    return (
      <DeadLink
        why={`Each link works once and expires after ${UNDO_IN_DAYS} days. If you've already used it, you can sign in.`}
      >
        <SignInLink />
      </DeadLink>
    );
  }
  return (
    <SignInCard
      icon={<Mail />}
      title="Undo the email change"
      description="This restores your email and signs out every device. It also removes any password, and every way to sign in that was added since the change."
    >
      <Form method="post" className="flex flex-col gap-5">
        <FieldError id="undo-error" stale={pending}>
          {answer?.error}
        </FieldError>
        <SubmitButton pending={pending} pendingText="One moment…">
          Undo the change
        </SubmitButton>
      </Form>
    </SignInCard>
  );
}

function Done() {
  return (
    <SignInCard
      icon={<CircleCheck />}
      title="Email change undone"
      description={<span role="status">Every device has been signed out.</span>}
    >
      {/* @feature password */}
      <p className="mb-5 text-pretty">
        If you had a password, it no longer works. Set a new one with “Forgot your password?”.
      </p>
      {/* @end */}
      <SignInLink />
    </SignInCard>
  );
}

function SignInLink() {
  return (
    <Link to="/login" className={buttonVariants({ className: "w-full" })}>
      Continue to sign in
    </Link>
  );
}
