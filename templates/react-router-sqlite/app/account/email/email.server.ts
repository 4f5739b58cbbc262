import { type AccountSection, callFor } from "~/account/action.server";
import type { Session } from "~/services/auth.server";
import { pendingEmail } from "~/services/email-change/email-change.server";
import { CHANGE_EMAIL, CONFIRM_NEW_EMAIL } from "~/services/email-change/rules";

export const emailSection = {
  load: async ({ session, user }: Session) => ({
    email: user.email,
    newEmail: await pendingEmail(session),
  }),
  actions: { "change-email": changeEmail, "confirm-email": confirmEmail },
} satisfies AccountSection;

function changeEmail(request: Request, form: FormData) {
  const newEmail = String(form.get("newEmail") ?? "");
  const call = { path: CHANGE_EMAIL, body: { newEmail } };
  return callFor(request, "change-email", call, () => ({}));
}

function confirmEmail(request: Request, form: FormData, { user }: Session) {
  const call = { path: CONFIRM_NEW_EMAIL, body: { code: String(form.get("code") ?? "") } };
  return callFor(request, "confirm-email", call, ({ email }: { email: string }) => {
    // Without JavaScript, the page comes with this response, and was looked up before it.
    user.email = email;
    return { done: `Your email is now ${email}.` };
  });
}
