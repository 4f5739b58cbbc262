import { data, redirect } from "react-router";
import { auth } from "~/services/auth.server";
import { authCall } from "~/services/auth-call.server";
import { CODE_LENGTH, SEND_CODE, SIGN_IN_WITH_CODE } from "~/services/sign-in/email-code/rules";
import { RECOVERY_PAUSE_IN_HOURS } from "~/services/sign-in/passkey/rules"; // @feature code-recovery
import {
  type Actions,
  type Answer,
  codeIn,
  emailAddress,
  type Refusals,
  redirectToOf,
  redirectWithCookies,
  refusal,
  signedIn,
} from "../action.server";
import { signIn } from "../password/actions.server"; // @feature password
import { overTexts } from "./code-form";

export const codeActions: Actions = {
  "send-code": sendCode,
  "send-again": sendAgain,
  "verify-code": verifyCode,
  "change-email": changeEmail,
};
// @feature password

/** Enter presses the first button, "Sign in". Without a password, a code is what people want. */
export const codeWithoutPassword: Actions = {
  "sign-in": (request, form) =>
    form.get("password") ? signIn(request, form) : sendCode(request, form),
};
// @end

const refusals = {
  ...overTexts,
  INVALID_OTP: "That code isn't right. Check the latest email and try again.",
  CODE_OF_ANOTHER_BROWSER:
    "That code was requested in another browser. Enter it there, or request a new one here.",
  CODE_NOT_REQUESTED: "Request a code in this browser first.",
  // @feature code-recovery
  RECOVERY_PAUSED: `This account has a passkey, so please sign in with it. Lost it? Request another code ${RECOVERY_PAUSE_IN_HOURS} hours after your first one, and it will let you in.`,
  // @end
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
  // Someone went back and asked again. The code is on its way, so they go on to where to enter it.
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
  if (!pending) return data<Answer>({ error: refusals.CODE_NOT_REQUESTED }, { status: 400 });
  const { code, problem } = codeIn(form, CODE_LENGTH);
  if (problem) return problem;
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
