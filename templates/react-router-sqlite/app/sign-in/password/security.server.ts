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

/** An account without a password gets one the way one gets a new one: by a link to its mailbox. */
function setPassword(request: Request, _form: FormData, email: string) {
  const call = { path: FORGOT_PASSWORD, body: { email } };
  return callFor(request, "set-password", call, () => ({ done: `We sent a link to ${email}.` }));
}
