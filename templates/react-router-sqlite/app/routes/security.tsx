import { data } from "react-router";
import { ArrowLeft } from "~/components/icons";
import { PageTitle, TextLink } from "~/components/page";
import { sessionContext } from "~/context.server";
import type { SecurityActions, SecurityAnswer } from "~/security/answer.server";
import { hasPassword } from "~/services/sign-in/password/new-password.server"; // @feature password
import { readForm } from "~/sign-in/action.server";
import { passwordSecurity } from "~/sign-in/password/security.server"; // @feature password
import { PasswordCard } from "~/sign-in/password/security-card"; // @feature password
import { twoFactorSecurity } from "~/two-factor/security.server"; // @feature two-factor
import { TwoFactorCard } from "~/two-factor/security-card"; // @feature two-factor
import type { Route } from "./+types/security";

const actions: SecurityActions = {
  ...passwordSecurity, // @feature password
  ...twoFactorSecurity, // @feature two-factor
};

export async function loader({ context }: Route.LoaderArgs) {
  const current = context.get(sessionContext);
  if (!current) throw new Response("Not signed in", { status: 401 });
  return {
    email: current.user.email,
    hasPassword: await hasPassword(current.user.id), // @feature password
    twoFactorEnabled: current.user.twoFactorEnabled === true, // @feature two-factor
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const current = context.get(sessionContext);
  if (!current) throw new Response("Not signed in", { status: 401 });
  const form = await readForm(request);
  const intent = String(form.get("intent"));
  const act = Object.hasOwn(actions, intent) && actions[intent];
  if (act) return act(request, form, current.user.email);
  return data<SecurityAnswer>({ intent, error: "That didn't work. Try again." }, { status: 400 });
}

/** Forwards the headers of the action's response, such as Retry-After. */
export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders;
}

export default function Security({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <div className="mx-auto flex w-full max-w-xl flex-1 flex-col gap-6 py-6 sm:py-10">
      <PageTitle>Security</PageTitle>
      <div>
        <TextLink
          to="/dashboard"
          className="inline-flex items-center gap-1.5 text-sm text-muted-foreground hover:text-foreground"
        >
          <ArrowLeft className="size-4" />
          Dashboard
        </TextLink>
        <h1 className="mt-3 text-3xl font-semibold tracking-tight">Security</h1>
      </div>
      <PasswordCard {...loaderData} answer={actionData} /> {/* @feature password */}
      <TwoFactorCard {...loaderData} answer={actionData} /> {/* @feature two-factor */}
    </div>
  );
}
