import { data } from "react-router";
import { authCall } from "~/services/auth-call.server";
import {
  CONFIRM_EMAIL,
  FORGOT_PASSWORD,
  REGISTER,
  REGISTER_AGAIN,
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
  tokenOf,
} from "../action.server";
import {
  checkForm,
  newPasswordSchema,
  type Problems,
  registrationSchema,
  tooLong,
  tooShort,
} from "./schema";

const enterPassword = "Enter your password.";

export const passwordActions: Actions = {
  "sign-in": signIn,
};

export const passwordRefusals: Refusals = {
  INVALID_EMAIL_OR_PASSWORD:
    "Incorrect email or password. If you've just signed up, first open the link we emailed you.",
  INVALID_PASSWORD: "That password is incorrect.",
  NOT_THE_LINKS_PASSWORD:
    "That's not the password you signed up with. If you signed up more than once, use the link in the latest email.",
  EMAIL_NOT_VERIFIED: "This email isn't confirmed yet. Reset your password to confirm it.",
  NOT_REGISTERED: "That took too long. Please sign up again.",
  PASSWORD_TOO_SHORT: tooShort,
  PASSWORD_TOO_LONG: tooLong,
  PASSWORD_COMPROMISED: "This password has appeared in a data breach. Choose a different one.",
  PASSWORD_GUESSABLE:
    "This password is easy to guess: it repeats itself, follows the keyboard, or uses your name, your email, or common words. Try four unrelated words.",
};

/** What a form learns: that it's done, or what's wrong, with a field or in general. */
interface PasswordAnswer {
  done?: boolean;
  /** It was done before, and now once more. */
  again?: boolean;
  email?: string;
  problems?: Problems;
  error?: string;
  /** The link that led here has expired or been used. */
  deadLink?: boolean;
}

export async function signIn(request: Request, form: FormData) {
  const email = String(form.get("email") ?? "");
  const password = String(form.get("password") ?? "");
  const address = emailAddress.safeParse(email);
  if (!address.success) {
    return data<Answer>({ email, error: "Enter a valid email address." }, { status: 400 });
  }
  if (!password) {
    return data<Answer>({ email, field: "password", error: enterPassword }, { status: 400 });
  }
  const credentials = { email: address.data, password };
  const response = await authCall(request, SIGN_IN_WITH_PASSWORD, credentials);
  if (response.ok) return signedIn(response, redirectToOf(request));
  const { data: answer, init } = await refusal(response, passwordRefusals);
  return data<Answer>({ email, field: "password", error: answer.error }, init ?? {});
}

export async function register(request: Request) {
  const form = await readForm(request);
  if (form.get("intent") === "again") return registerAgain(request, form);
  const { values, problems } = checkForm(registrationSchema, form);
  const email = String(form.get("email") ?? "");
  if (problems) return data<PasswordAnswer>({ email, problems }, { status: 400 });
  const account = { email: values.email, password: values.password };
  const response = await authCall(request, REGISTER, account);
  if (!response.ok) return refused(response, email);
  return done({ email: values.email }, response);
}

/** Sends another link. Which browser registered what is in a cookie, so nothing is typed again. */
async function registerAgain(request: Request, form: FormData) {
  const email = String(form.get("email") ?? "");
  const response = await authCall(request, REGISTER_AGAIN);
  if (response.ok) return done({ email, again: true }, response);
  return stillDone(await refused(response, email));
}

/** With the link goes the password, see services/sign-in/password/registration.server.ts. */
export async function confirmEmail(request: Request) {
  const form = await readForm(request);
  const password = String(form.get("password") ?? "");
  if (!password) {
    return data<PasswordAnswer>({ problems: { password: enterPassword } }, { status: 400 });
  }
  const response = await authCall(request, CONFIRM_EMAIL, { token: tokenOf(request), password });
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
  const again = form.get("intent") === "again";
  const response = await authCall(request, FORGOT_PASSWORD, { email: address.data });
  if (response.ok) return done({ email, again }, response);
  const answer = await refused(response, email);
  return again ? stillDone(answer) : answer;
}

export async function resetPassword(request: Request) {
  const { values, problems } = checkForm(newPasswordSchema, await readForm(request));
  if (problems) return data<PasswordAnswer>({ problems }, { status: 400 });
  const link = { token: tokenOf(request), newPassword: values.password };
  const response = await authCall(request, RESET_PASSWORD, link);
  if (response.ok) return done({}, response);
  return refused(response);
}

function done(answer: PasswordAnswer, response: Response) {
  const headers = new Headers();
  for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return data<PasswordAnswer>({ ...answer, done: true }, { headers });
}

/** Doing it again was refused, but it has been done before. */
function stillDone({ data: answer, init }: Awaited<ReturnType<typeof refused>>) {
  return data<PasswordAnswer>({ ...answer, done: true }, init ?? {});
}

/** A refusal, next to the field that it's about. */
async function refused(response: Response, email = "") {
  const { data: answer, init } = await refusal(response, passwordRefusals);
  return data<PasswordAnswer>({ email, ...whatIsWrong(answer) }, init ?? {});
}

function whatIsWrong({ code = "", error = "" }: Answer): PasswordAnswer {
  if (code === "INVALID_TOKEN") return { deadLink: true };
  if (code.includes("PASSWORD")) return { problems: { password: error } };
  return { error };
}
