import { Form } from "react-router";
import { useRetryField, useSingleSubmit } from "~/components/form";
import { Mail } from "~/components/icons";
import { EmailField } from "~/components/ui/field";
import { auth } from "~/services/auth.server"; // @feature email-code
import { type Answer, act, strangersOnly } from "~/sign-in/action.server";
import { SignInCard, SignInFooter } from "~/sign-in/card";
// @feature email-code
import {
  codeActions,
  codeWithoutPassword, // @feature password
} from "~/sign-in/email-code/actions.server";
// @end
import { CodeForm } from "~/sign-in/email-code/code-form"; // @feature email-code
import { CodeNote, SendCode } from "~/sign-in/email-code/send-code"; // @feature email-code
import { Or } from "~/sign-in/or"; // @feature passkey
import { passkeyActions } from "~/sign-in/passkey/actions.server"; // @feature passkey
import { PasskeySignIn } from "~/sign-in/passkey/sign-in"; // @feature passkey
import { passwordActions } from "~/sign-in/password/actions.server"; // @feature password
import { PasswordSignIn, RegisterNote } from "~/sign-in/password/sign-in"; // @feature password
import type { Route } from "./+types/login";

const actions = {
  ...codeActions, // @feature email-code
  ...passwordActions, // @feature password
  ...passkeyActions, // @feature passkey
  // @feature email-code
  ...codeWithoutPassword, // @feature password
  // @end
};

export const middleware: Route.MiddlewareFunction[] = [strangersOnly];
// @feature email-code

/** One page, two steps: a cookie says which of them it is, so it survives a reload. */
export function loader({ request }: Route.LoaderArgs) {
  return auth.api.signInStep({ headers: request.headers });
}
// @end

export function action({ request }: Route.ActionArgs) {
  return act(request, actions);
}

/** Passes the action's headers on, such as Retry-After. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

export default function Login(page: Route.ComponentProps) {
  const answer = page.actionData;
  if (page.loaderData) return <CodeForm step={page.loaderData} answer={answer} />; // @feature email-code
  return <SignInForm answer={answer} />;
}

/** The address comes first, then each way to sign in with it. */
function SignInForm({ answer }: { answer: Answer | undefined }) {
  const { pendingIntent, onSubmit } = useSingleSubmit();
  const pending = pendingIntent !== null;
  const problem = answer?.field ? undefined : answer?.error;
  const field = useRetryField(problem, pending);

  return (
    <SignInCard icon={<Mail />} title="Sign in">
      <Form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
        <EmailField
          ref={field}
          // What was typed before, so that a typo can be fixed instead of typing it all again.
          defaultValue={answer?.email}
          problem={problem}
          stale={pending}
          autoComplete="username webauthn" // @feature passkey
        />
        <PasswordSignIn pendingIntent={pendingIntent} answer={answer} /> {/* @feature password */}
        <SendCode pendingIntent={pendingIntent} /> {/* @feature email-code */}
        {/* @feature passkey */}
        <Or />
        <PasskeySignIn pendingIntent={pendingIntent} answer={answer} />
        {/* @end */}
      </Form>
      <SignInFooter>
        <CodeNote /> {/* @feature email-code */}
        {/* @feature password */}
        <RegisterNote
          to="/register"
          question="Prefer a password?" // @feature email-code
        />
        {/* @end */}
      </SignInFooter>
    </SignInCard>
  );
}
