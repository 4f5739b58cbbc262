import { data } from "react-router";
import type { AccountResult } from "~/account/action.server";
import { ActivitySection } from "~/account/activity/activity-section";
import { confirmed } from "~/account/confirm-its-you.server";
import { EmailSection } from "~/account/email/email-section";
import { ProfileSection } from "~/account/profile/profile-section";
import { accountActions, loadSections } from "~/account/sections.server";
import { SessionsSection } from "~/account/sessions/sessions-section";
import { YourDataSection } from "~/account/your-data/your-data-section";
import { ArrowLeft } from "~/components/icons";
import { PageTitle, TextLink } from "~/components/page";
import { requireSession } from "~/context.server";
import { readForm } from "~/sign-in/action.server";
import { PasskeySection } from "~/sign-in/passkey/account-section"; // @feature passkey
import { PasswordSection } from "~/sign-in/password/account-section"; // @feature password
import { SocialSection } from "~/sign-in/social/account-section"; // @feature social
import { TwoFactorSection } from "~/two-factor/account-section"; // @feature two-factor
import type { Route } from "./+types/account";

export function loader({ context }: Route.LoaderArgs) {
  return loadSections(requireSession(context));
}

export async function action({ request, context }: Route.ActionArgs) {
  const current = requireSession(context);
  const form = await readForm(request);
  const intent = String(form.get("intent"));
  const act = Object.hasOwn(accountActions, intent) && accountActions[intent];
  if (act) return confirmed(request, form, current, () => act(request, form, current));
  return data<AccountResult>(
    { intent, error: "That didn't work. Please try again." },
    { status: 400 },
  );
}

/** Forwards the headers of the action's response, such as Retry-After. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

export default function Account({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <div className="mx-auto flex w-full max-w-xl flex-1 flex-col gap-6 py-6 sm:py-10">
      <PageTitle>Account</PageTitle>
      <div>
        <TextLink
          to="/dashboard"
          className="inline-flex items-center gap-1.5 rounded-sm text-sm text-muted-foreground hover:text-foreground focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring"
        >
          <ArrowLeft className="size-4" />
          Dashboard
        </TextLink>
        <h1 className="mt-3 text-3xl font-semibold tracking-tight">Account</h1>
      </div>
      <ProfileSection {...loaderData.profile} result={actionData} />
      <EmailSection {...loaderData.email} result={actionData} />
      <PasswordSection {...loaderData.password} result={actionData} /> {/* @feature password */}
      <PasskeySection {...loaderData.passkey} result={actionData} /> {/* @feature passkey */}
      <SocialSection {...loaderData.social} result={actionData} /> {/* @feature social */}
      <TwoFactorSection {...loaderData.twoFactor} result={actionData} /> {/* @feature two-factor */}
      <SessionsSection {...loaderData.sessions} result={actionData} />
      <ActivitySection {...loaderData.activity} />
      <YourDataSection {...loaderData.yourData} result={actionData} />
    </div>
  );
}
