import { type AccountSection, afterRecentSignIn, callFor } from "~/account/action.server";
import type { Session } from "~/services/auth.server";
import { hasPassword } from "~/services/sign-in/password/new-password.server";
import { CHANGE_PASSWORD, FORGOT_PASSWORD } from "~/services/sign-in/password/rules";

export const passwordSection = {
  load: async ({ user }) => ({ hasPassword: await hasPassword(user.id) }),
  actions: {
    "change-password": changePassword,
    "set-password": afterRecentSignIn(setPassword),
  },
} satisfies AccountSection;

function changePassword(request: Request, form: FormData) {
  const body = {
    currentPassword: String(form.get("currentPassword") ?? ""),
    newPassword: String(form.get("newPassword") ?? ""),
  };
  const call = { path: CHANGE_PASSWORD, body };
  return callFor(request, "change-password", call, () => ({ done: "Password changed." }));
}

/** An account gets its first password as it gets a new one: with a link by email. */
function setPassword(request: Request, _form: FormData, { user }: Session) {
  const call = { path: FORGOT_PASSWORD, body: { email: user.email } };
  return callFor(request, "set-password", call, () => ({
    done: `We've sent a link to ${user.email}.`,
  }));
}
