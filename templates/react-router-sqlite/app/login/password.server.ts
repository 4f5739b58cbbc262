// @feature password
import { data } from "react-router";
import { authCall } from "~/services/auth-call.server";
import {
  CONFIRM_EMAIL,
  FORGOT_PASSWORD,
  REGISTER,
  RESET_PASSWORD,
  SIGN_IN_WITH_PASSWORD,
} from "~/services/sign-in/password/rules";
import { checkForm, type Problems } from "./check-form";
import { emailAddress } from "./email-address";
import { redirectToOf, redirectWithCookies } from "./redirect.server";
import { type Answer, refusal } from "./refusal.server";
import { newPasswordSchema, registrationSchema } from "./registration-schema";
import { asksForSecondFactor, toSecondFactor } from "./second-factor.server"; // @feature two-factor

/** What a form learns: that it is done, or what is wrong, with a field or altogether. */
export interface PasswordAnswer {
  done?: boolean;
  email?: string;
  problems?: Problems;
  error?: string;
  /** The link that led here is too old, or was used already. */
  deadLink?: boolean;
}

export async function signInWithPassword(request: Request, form: FormData) {
  const email = String(form.get("email") ?? "");
  const address = emailAddress.safeParse(email);
  if (!address.success) {
    return data<Answer>({ email, error: "Enter a valid e-mail address." }, { status: 400 });
  }
  const credentials = { email: address.data, password: String(form.get("password") ?? "") };
  const response = await authCall(request, SIGN_IN_WITH_PASSWORD, credentials);
  if (response.ok) return signedIn(request, response);
  const answer = await refusal(response);
  return data<Answer>({ email, passwordError: answer.data.error }, answer.init ?? {});
}

export async function register(request: Request, form: FormData) {
  const { values, problems } = checkForm(registrationSchema, form);
  const email = String(form.get("email") ?? "");
  if (problems) return data<PasswordAnswer>({ email, problems }, { status: 400 });
  const account = { email: values.email, password: values.password };
  const response = await authCall(request, REGISTER, account);
  if (response.ok) return data<PasswordAnswer>({ done: true, email: values.email });
  return refused(response, email);
}

/** With the link goes the password, see services/sign-in/password/registration.server.ts. */
export async function confirmEmail(request: Request, form: FormData) {
  const link = { token: tokenOf(request), password: String(form.get("password") ?? "") };
  const response = await authCall(request, CONFIRM_EMAIL, link);
  if (response.ok) return signedIn(request, response);
  return refused(response);
}

export async function forgotPassword(request: Request, form: FormData) {
  const email = String(form.get("email") ?? "");
  const address = emailAddress.safeParse(email);
  if (!address.success) {
    const problems = { email: "Enter a valid e-mail address." };
    return data<PasswordAnswer>({ email, problems }, { status: 400 });
  }
  const response = await authCall(request, FORGOT_PASSWORD, { email: address.data });
  if (response.ok) return data<PasswordAnswer>({ done: true, email });
  return refused(response, email);
}

export async function resetPassword(request: Request, form: FormData) {
  const { values, problems } = checkForm(newPasswordSchema, form);
  if (problems) return data<PasswordAnswer>({ problems }, { status: 400 });
  const link = { token: tokenOf(request), newPassword: values.password };
  const response = await authCall(request, RESET_PASSWORD, link);
  if (response.ok) return data<PasswordAnswer>({ done: true });
  return refused(response);
}

async function signedIn(request: Request, response: Response) {
  const redirectTo = redirectToOf(request);
  if (await asksForSecondFactor(response)) return toSecondFactor(response, redirectTo); // @feature two-factor
  return redirectWithCookies(redirectTo ?? "/dashboard", response);
}

/** A refusal, beside the field that it is about. */
async function refused(response: Response, email = "") {
  const { data: answer, init } = await refusal(response);
  return data<PasswordAnswer>({ email, ...whatIsWrong(answer) }, init ?? {});
}

function whatIsWrong({ code = "", error = "" }: Answer): PasswordAnswer {
  if (code === "INVALID_TOKEN") return { deadLink: true };
  if (code.includes("PASSWORD")) return { problems: { password: error } };
  return { error };
}

function tokenOf(request: Request) {
  return new URL(request.url).searchParams.get("token") ?? "";
}
