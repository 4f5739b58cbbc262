import { Form } from "react-router";
import { useRetryField, useSingleSubmit } from "~/components/form";
import { Mail } from "~/components/icons";
import { Field } from "~/components/ui/field";
import { auth } from "~/services/auth.server"; // @feature email-code
import { type Answer, act, strangersOnly } from "~/sign-in/action.server";
import { SignInCard } from "~/sign-in/card";
import { codeActions } from "~/sign-in/email-code/actions.server"; // @feature email-code
import { CodeForm } from "~/sign-in/email-code/code-form"; // @feature email-code
import { CodeNote, SendCode } from "~/sign-in/email-code/send-code"; // @feature email-code
import { passwordActions } from "~/sign-in/password/actions.server"; // @feature password
import { PasswordSignIn, RegisterNote } from "~/sign-in/password/sign-in"; // @feature password
import type { Route } from "./+types/login";

const actions = {
  ...codeActions, // @feature email-code
  ...passwordActions, // @feature password
};

export const middleware: Route.MiddlewareFunction[] = [strangersOnly];
// @feature email-code

/** One page, two steps: which of them is known from a cookie, so it survives a reload. */
export function loader({ request }: Route.LoaderArgs) {
  return auth.api.signInStep({ headers: request.headers });
}
// @end

export function action({ request }: Route.ActionArgs) {
  return act(request, actions);
}

/** Passes on what an answer says about itself, such as Retry-After. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

export default function Login(page: Route.ComponentProps) {
  const answer = page.actionData;
  if (page.loaderData) return <CodeForm step={page.loaderData} answer={answer} />; // @feature email-code
  return <SignInForm answer={answer} />;
}

function SignInForm({ answer }: { answer: Answer | undefined }) {
  const { pendingIntent, onSubmit } = useSingleSubmit();
  const pending = pendingIntent !== null;
  const problem = answer?.field ? undefined : answer?.error;
  const field = useRetryField(problem, pending);

  return (
    <SignInCard icon={<Mail />} title="Sign in">
      <Form method="post" onSubmit={onSubmit} className="flex flex-col gap-5">
        <Field
          ref={field}
          label="Email"
          id="email"
          name="email"
          type="email"
          // What was typed before, so a mistake can be corrected without typing it all again.
          defaultValue={answer?.email}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="you@example.org"
          maxLength={254}
          required
          // Everyone begins by typing their address.
          autoFocus
          problem={problem}
          stale={pending}
        />
        <PasswordSignIn pendingIntent={pendingIntent} answer={answer} /> {/* @feature password */}
        <SendCode pendingIntent={pendingIntent} /> {/* @feature email-code */}
      </Form>
      <CodeNote /> {/* @feature email-code */}
      <RegisterNote /> {/* @feature password */}
    </SignInCard>
  );
}
