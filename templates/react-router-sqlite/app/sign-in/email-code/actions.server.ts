import { data, redirect } from "react-router";
import { auth } from "~/services/auth.server";
import { authCall } from "~/services/auth-call.server";
import { hasExpired } from "~/services/sign-in/email-code/codes.server";
import { CODE_LENGTH, SEND_CODE, SIGN_IN_WITH_CODE } from "~/services/sign-in/email-code/rules";
import {
  type Actions,
  type Answer,
  emailAddress,
  type Refusals,
  redirectToOf,
  redirectWithCookies,
  refusal,
  signedIn,
} from "../action.server";

export const codeActions: Actions = {
  "send-code": sendCode,
  "send-again": sendAgain,
  "verify-code": verifyCode,
  "change-email": changeEmail,
};

const refusals = {
  INVALID_OTP: "That code isn't right. Check the latest email and try again.",
  OTP_EXPIRED: "This code has expired. Ask for a new one.",
  TOO_MANY_ATTEMPTS: "Too many wrong codes. Request a new one.",
  CODE_OF_ANOTHER_BROWSER:
    "That code belongs to another browser. Enter it where you requested it, or request a new one here.",
  CODE_NOT_REQUESTED: "Request a code in this browser first.",
} satisfies Refusals;

async function sendCode(request: Request, form: FormData) {
  const typed = form.get("email");
  const email = emailAddress.safeParse(typed);
  if (!email.success) {
    return data<Answer>(
      { email: typeof typed === "string" ? typed : "", error: "Enter a valid email address." },
      { status: 400 },
    );
  }
  const redirectTo = redirectToOf(request);
  const response = await requestCode(request, email.data, redirectTo);
  if (response.ok) return redirectWithCookies("/login", response);
  const answer = await refusal(response, refusals);
  // Someone went back and asked again: the code is on its way, so on to where it is typed.
  if (answer.data.code === "CODE_JUST_SENT") return redirect("/login");
  return data<Answer>({ ...answer.data, email: email.data }, answer.init ?? {});
}

async function sendAgain(request: Request) {
  const pending = await auth.api.pendingSignIn({ headers: request.headers });
  if (!pending) return redirect("/login");
  const response = await requestCode(request, pending.email, pending.redirectTo);
  if (response.ok) return redirectWithCookies("/login", response);
  return refusal(response, refusals);
}

async function verifyCode(request: Request, form: FormData) {
  const pending = await auth.api.pendingSignIn({ headers: request.headers });
  if (!pending) return data<Answer>({ error: "Ask for a code first." }, { status: 400 });
  if (hasExpired(pending)) {
    return data<Answer>({ error: refusals.OTP_EXPIRED, code: "OTP_EXPIRED" }, { status: 400 });
  }
  const code = String(form.get("code")).replace(/\D/g, "");
  if (code.length !== CODE_LENGTH) {
    return data<Answer>({ error: `Enter the ${CODE_LENGTH} digits of the code.` }, { status: 400 });
  }
  const response = await authCall(request, SIGN_IN_WITH_CODE, { email: pending.email, otp: code });
  if (!response.ok) return refusal(response, refusals);
  return signedIn(response, redirectToOf(request) ?? pending.redirectTo);
}

async function changeEmail(request: Request) {
  const { headers } = await auth.api.forgetPendingSignIn({
    headers: request.headers,
    returnHeaders: true,
  });
  return redirectWithCookies("/login", { headers });
}

function requestCode(request: Request, email: string, redirectTo: string | undefined) {
  return authCall(request, SEND_CODE, { email, type: "sign-in", redirectTo });
}
