// @feature two-factor
import { data } from "react-router";
import { authCall } from "~/services/auth-call.server";
import { VERIFY_APP_CODE, VERIFY_RECOVERY_CODE } from "~/services/two-factor/rules";
import { redirectToOf, redirectWithCookies } from "./redirect.server";
import { type Answer, refusal } from "./refusal.server";

/** Whether the first factor was right, and the second one is asked for now. */
export async function asksForSecondFactor(response: Response) {
  const body = await response.clone().json();
  return body?.twoFactorRedirect === true;
}

/** To where the second factor is typed in. Where one was on the way to comes along. */
export function toSecondFactor(response: Response, redirectTo: string | undefined) {
  const query = redirectTo ? `?${new URLSearchParams({ redirectTo })}` : "";
  return redirectWithCookies(`/login/2fa${query}`, response);
}

export async function verifyAppCode(request: Request, form: FormData) {
  const code = String(form.get("code")).replace(/\D/g, "");
  if (!/^\d{6}$/.test(code)) {
    return data<Answer>({ error: "Enter the six digits of the code." }, { status: 400 });
  }
  return verify(request, VERIFY_APP_CODE, { code, trustDevice: form.get("trust") === "on" });
}

export function verifyRecoveryCode(request: Request, form: FormData) {
  return verify(request, VERIFY_RECOVERY_CODE, { code: String(form.get("code") ?? "").trim() });
}

async function verify(request: Request, path: string, body: unknown) {
  const response = await authCall(request, path, body);
  if (!response.ok) return refusal(response);
  return redirectWithCookies(redirectToOf(request) ?? "/dashboard", response);
}
