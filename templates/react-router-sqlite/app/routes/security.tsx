// @feature password|two-factor
import { data } from "react-router";
import { ArrowLeft } from "~/components/icons";
import { PageTitle } from "~/components/page-title";
import { PasswordCard } from "~/components/security/password-card"; // @feature password
import { TwoFactorCard } from "~/components/security/two-factor-card"; // @feature two-factor
import { TextLink } from "~/components/text-link";
import { sessionContext } from "~/context.server";
import { readForm } from "~/login/read-form";
import type { SecurityAnswer } from "~/security/answer";
import type { callFor } from "~/security/call.server";
import { changePassword, setPassword } from "~/security/password.server"; // @feature password
// @feature two-factor
import { confirmApp, renewRecoveryCodes, turnOff, turnOn } from "~/security/two-factor.server";
// @end
import { hasPassword } from "~/services/sign-in/password/new-password.server"; // @feature password
import type { Route } from "./+types/security";

type Handler = (request: Request, form: FormData, email: string) => ReturnType<typeof callFor>;

const intents = new Map<string, Handler>([
  // @feature password
  ["change-password", changePassword],
  ["set-password", setPassword],
  // @end
  // @feature two-factor
  ["turn-on", turnOn],
  ["confirm-app", confirmApp],
  ["turn-off", turnOff],
  ["new-codes", renewRecoveryCodes],
  // @end
]);

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
  const handle = intents.get(intent);
  if (handle) return handle(request, form, current.user.email);
  return data<SecurityAnswer>({ intent, error: "That did not work. Try again." }, { status: 400 });
}

/** Passes on what an answer says about itself, such as Retry-After. */
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
      {/* @feature password */}
      <PasswordCard {...loaderData} answer={actionData} />
      {/* @end */}
      {/* @feature two-factor */}
      <TwoFactorCard {...loaderData} answer={actionData} />
      {/* @end */}
    </div>
  );
}
