import { data } from "react-router";
import { authCall } from "~/services/auth-call.server";
import {
  CONFIRM_EMAIL,
  FORGOT_PASSWORD,
  REGISTER,
  RESET_PASSWORD,
  SIGN_IN_WITH_PASSWORD,
} from "~/services/sign-in/password/rules";
import {
  type Actions,
  type Answer,
  emailAddress,
  type Refusals,
  readForm,
  redirectToOf,
  refusal,
  signedIn,
} from "../action.server";
import {
  checkForm,
  newPasswordSchema,
  type Problems,
  registrationSchema,
  tooLong,
  tooShort,
} from "./schema";

export const passwordActions: Actions = {
  "sign-in": signIn,
};

export const passwordRefusals: Refusals = {
  INVALID_EMAIL_OR_PASSWORD:
    "Email or password is not right. If your account is new, open the link in your email first.",
  INVALID_PASSWORD: "That password is incorrect.",
  NOT_THE_LINKS_PASSWORD:
    "That is not the password this link was sent for. Use the link of your newest email.",
  EMAIL_NOT_VERIFIED:
    "This address is not confirmed yet. Choose a new password by email to confirm it.",
  PASSWORD_TOO_SHORT: tooShort,
  PASSWORD_TOO_LONG: tooLong,
  PASSWORD_COMPROMISED:
    "This password is in a list of stolen ones, so attackers try it. Choose another one.",
  PASSWORD_GUESSABLE:
    "This is easy to guess: it repeats itself, follows the keyboard, or is made of your name, your address or common words. Try four words that have nothing to do with each other.",
};

/** What a form learns: that it is done, or what is wrong, with a field or altogether. */
export interface PasswordAnswer {
  done?: boolean;
  email?: string;
  problems?: Problems;
  error?: string;
  /** The link that led here is too old, or was used already. */
  deadLink?: boolean;
}

async function signIn(request: Request, form: FormData) {
  const email = String(form.get("email") ?? "");
  const address = emailAddress.safeParse(email);
  if (!address.success) {
    return data<Answer>({ email, error: "Enter a valid email address." }, { status: 400 });
  }
  const credentials = { email: address.data, password: String(form.get("password") ?? "") };
  const response = await authCall(request, SIGN_IN_WITH_PASSWORD, credentials);
  if (response.ok) return signedIn(response, redirectToOf(request));
  const { data: answer, init } = await refusal(response, passwordRefusals);
  return data<Answer>({ email, field: "password", error: answer.error }, init ?? {});
}

export async function register(request: Request) {
  const form = await readForm(request);
  const { values, problems } = checkForm(registrationSchema, form);
  const email = String(form.get("email") ?? "");
  if (problems) return data<PasswordAnswer>({ email, problems }, { status: 400 });
  const account = { email: values.email, password: values.password };
  const response = await authCall(request, REGISTER, account);
  if (response.ok) return data<PasswordAnswer>({ done: true, email: values.email });
  return refused(response, email);
}

/** With the link goes the password, see services/sign-in/password/registration.server.ts. */
export async function confirmEmail(request: Request) {
  const form = await readForm(request);
  const link = { token: tokenOf(request), password: String(form.get("password") ?? "") };
  const response = await authCall(request, CONFIRM_EMAIL, link);
  if (response.ok) return signedIn(response, redirectToOf(request));
  return refused(response);
}

export async function forgotPassword(request: Request) {
  const form = await readForm(request);
  const email = String(form.get("email") ?? "");
  const address = emailAddress.safeParse(email);
  if (!address.success) {
    const problems = { email: "Enter a valid email address." };
    return data<PasswordAnswer>({ email, problems }, { status: 400 });
  }
  const response = await authCall(request, FORGOT_PASSWORD, { email: address.data });
  if (response.ok) return data<PasswordAnswer>({ done: true, email });
  return refused(response, email);
}

export async function resetPassword(request: Request) {
  const { values, problems } = checkForm(newPasswordSchema, await readForm(request));
  if (problems) return data<PasswordAnswer>({ problems }, { status: 400 });
  const link = { token: tokenOf(request), newPassword: values.password };
  const response = await authCall(request, RESET_PASSWORD, link);
  if (response.ok) return data<PasswordAnswer>({ done: true });
  return refused(response);
}

/** A refusal, beside the field that it is about. */
async function refused(response: Response, email = "") {
  const { data: answer, init } = await refusal(response, passwordRefusals);
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
