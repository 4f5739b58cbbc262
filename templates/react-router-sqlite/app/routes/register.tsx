// @feature password
import { redirect } from "react-router";
import { LinkSent } from "~/components/login/link-sent";
import { RegisterForm } from "~/components/login/register-form";
import { sessionContext } from "~/context.server";
import { register } from "~/login/password.server";
import { readForm } from "~/login/read-form";
import type { Route } from "./+types/register";

export const middleware: Route.MiddlewareFunction[] = [
  ({ context }, next) => {
    if (context.get(sessionContext)) throw redirect("/dashboard");
    return next();
  },
];

export function loader() {
  return null;
}

export async function action({ request }: Route.ActionArgs) {
  return register(request, await readForm(request));
}

export default function Register({ actionData: answer }: Route.ComponentProps) {
  if (!answer?.done) return <RegisterForm {...answer} />;
  return (
    <LinkSent>
      We sent a link to <strong className="font-medium text-foreground">{answer.email}</strong>.
      Open it and type your password once more: then the account is yours.
    </LinkSent>
  );
}
