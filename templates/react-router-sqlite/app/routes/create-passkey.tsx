import { redirect } from "react-router";
import { Fingerprint } from "~/components/icons";
import { TextLink } from "~/components/page";
import { requireSession } from "~/context.server";
import { authCall } from "~/services/auth-call.server";
import { hasPasskey } from "~/services/sign-in/passkey/passkeys.server";
import { ADD_PASSKEY } from "~/services/sign-in/passkey/rules";
import { readForm, redirectToOf, redirectWithCookies, refusal } from "~/sign-in/action.server";
import { SignInCard, SignInFooter } from "~/sign-in/card";
import { passkeyIn, passkeyRefusals } from "~/sign-in/passkey/actions.server";
import { AddPasskey } from "~/sign-in/passkey/add-passkey";
import type { Route } from "./+types/create-passkey";

const refusals = {
  ...passkeyRefusals,
  CONFIRM_ITS_YOU: "You signed in a while ago. Add a passkey on your account page instead.",
};

export async function loader({ request, context }: Route.LoaderArgs) {
  const next = redirectToOf(request) ?? "/dashboard";
  if (await hasPasskey(requireSession(context).user.id)) throw redirect(next);
  return { next };
}

export async function action({ request }: Route.ActionArgs) {
  const response = passkeyIn(await readForm(request));
  const added = await authCall(request, ADD_PASSKEY, { response });
  if (!added.ok) return refusal(added, refusals);
  return redirectWithCookies(redirectToOf(request) ?? "/dashboard", added);
}

/** Forwards the headers of the action's response, such as Retry-After. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

/** Where a code leads someone whose account has no passkey yet. */
export default function CreatePasskey({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <SignInCard
      icon={<Fingerprint />}
      title="Create your passkey"
      description="Next time, sign in with your fingerprint, your face, or your device's PIN, without waiting for a code."
    >
      <AddPasskey error={actionData?.error}>Create a passkey</AddPasskey>
      <SignInFooter>
        <TextLink to={loaderData.next}>Not now</TextLink>
      </SignInFooter>
    </SignInCard>
  );
}
