import { callFor, type SecurityActions } from "~/security/answer.server";
import { CHANGE_PASSWORD, FORGOT_PASSWORD } from "~/services/sign-in/password/rules";

export const passwordSecurity: SecurityActions = {
  "change-password": changePassword,
  "set-password": setPassword,
};

function changePassword(request: Request, form: FormData) {
  const body = {
    currentPassword: String(form.get("currentPassword") ?? ""),
    newPassword: String(form.get("newPassword") ?? ""),
  };
  const call = { path: CHANGE_PASSWORD, body };
  return callFor(request, "change-password", call, () => ({ done: "Password changed." }));
}

/** An account gets its first password as it gets a new one: with a link by email. */
function setPassword(request: Request, _form: FormData, email: string) {
  const call = { path: FORGOT_PASSWORD, body: { email } };
  return callFor(request, "set-password", call, () => ({ done: `We've sent a link to ${email}.` }));
}
