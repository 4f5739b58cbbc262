import { Mail } from "~/components/icons";
import { signInStep } from "~/services/sign-in/email-code/sign-in-step.server"; // @feature email-code
import { lastWayOf } from "~/services/sign-in/last-way.server"; // @feature several-ways
// @feature social
import { socialProblem } from "~/services/sign-in/social/problems";
import { providerButtons } from "~/services/sign-in/social/providers.server";
// @end
import {
  act, // @feature email-code|password
  strangersOnly,
} from "~/sign-in/action.server";
import { AddressForm } from "~/sign-in/address-form"; // @feature email-code|password
import {
  SignInCard,
  SignInFooter, // @feature email-code|password
} from "~/sign-in/card";
// @feature email-code
import {
  codeActions,
  codeWithoutPassword, // @feature password
} from "~/sign-in/email-code/actions.server";
// @end
import { CodeForm } from "~/sign-in/email-code/code-form"; // @feature email-code
// @feature email-code
import {
  CodeNote,
  LostPasskeyNote, // @feature code-recovery
} from "~/sign-in/email-code/send-code";
// @end
import { passkeyActions } from "~/sign-in/passkey/actions.server"; // @feature passkey
import { passwordActions } from "~/sign-in/password/actions.server"; // @feature password
import { RegisterNote } from "~/sign-in/password/sign-in"; // @feature password
import { SocialProblem, SocialSignIn } from "~/sign-in/social/sign-in"; // @feature social
import type { Route } from "./+types/login";

// @feature email-code|password

const actions = {
  ...codeActions, // @feature email-code
  ...passwordActions, // @feature password
  ...passkeyActions, // @feature passkey
  // @feature email-code
  ...codeWithoutPassword, // @feature password
  // @end
};
// @end

export const middleware: Route.MiddlewareFunction[] = [strangersOnly];
// @feature email-code|social|several-ways

export async function loader({ request }: Route.LoaderArgs) {
  return {
    // @feature email-code
    /** One page, two steps: a cookie says which of them it is, so it survives a reload. */
    step: await signInStep(request.headers),
    // @end
    // @feature social
    providers: providerButtons,
    problem: socialProblem(new URL(request.url).searchParams.get("error")),
    // @end
    lastWay: lastWayOf(request.headers), // @feature several-ways
  };
}
// @end
// @feature email-code|password

export function action({ request }: Route.ActionArgs) {
  return act(request, actions);
}

/** Passes the action's headers on, such as Retry-After. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}
// @end

export default function Login(page: Route.ComponentProps) {
  const answer = page.actionData; // @feature email-code|password
  const { step } = page.loaderData; // @feature email-code
  if (step) return <CodeForm step={step} answer={answer} />; // @feature email-code
  return (
    <SignInCard icon={<Mail />} title="Sign in">
      <div className="flex flex-col gap-5">
        <SocialProblem {...page.loaderData} /> {/* @feature social */}
        <AddressForm answer={answer} /> {/* @feature email-code|password */}
        <SocialSignIn {...page.loaderData} /> {/* @feature social */}
      </div>
      {/* @feature email-code|password */}
      <SignInFooter>
        <CodeNote /> {/* @feature email-code */}
        <LostPasskeyNote /> {/* @feature code-recovery */}
        {/* @feature password */}
        <RegisterNote
          to="/register"
          question="Prefer a password?" // @feature email-code
          link="Create an account with one" // @feature email-code
        />
        {/* @end */}
      </SignInFooter>
      {/* @end */}
    </SignInCard>
  );
}
