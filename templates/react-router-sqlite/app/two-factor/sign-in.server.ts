import { data } from "react-router";
import { authCall } from "~/services/auth-call.server";
import { VERIFY_APP_CODE, VERIFY_RECOVERY_CODE } from "~/services/two-factor/rules";
import {
  type Actions,
  type Answer,
  codeIn,
  type Refusals,
  redirectToOf,
  redirectWithCookies,
  refusal,
} from "~/sign-in/action.server";

export const secondFactorActions: Actions = {
  "app-code": verifyAppCode,
  "recovery-code": verifyRecoveryCode,
};

export const secondFactorRefusals: Refusals = {
  INVALID_CODE: "That code is wrong or already used. Wait for the next one in your app.",
  INVALID_BACKUP_CODE: "That recovery code is wrong or already used.",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "Too many wrong codes. Sign in again.",
  DEVICE_NOT_FOUND: "That device is no longer trusted.",
  INVALID_TWO_FACTOR_COOKIE: "This took too long. Sign in again.",
  // @feature password
  PASSWORD_TOO_SHORT_ALONE:
    "Your password is too short to use without two-factor. Choose a longer one first.",
  // @end
};

async function verifyAppCode(request: Request, form: FormData) {
  const { code, problem } = codeIn(form, 6);
  if (problem) return problem;
  return verify(request, VERIFY_APP_CODE, { code, trustDevice: form.get("trust") === "on" });
}

async function verifyRecoveryCode(request: Request, form: FormData) {
  const code = String(form.get("code") ?? "").trim();
  if (!code) return data<Answer>({ error: "Enter a recovery code." }, { status: 400 });
  return verify(request, VERIFY_RECOVERY_CODE, { code });
}

async function verify(request: Request, path: string, body: unknown) {
  const response = await authCall(request, path, body);
  if (!response.ok) return refusal(response, secondFactorRefusals);
  return redirectWithCookies(redirectToOf(request) ?? "/dashboard", response);
}
