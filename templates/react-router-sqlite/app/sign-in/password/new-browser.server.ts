import {
  createContext,
  data,
  type MiddlewareFunction,
  type RouterContextProvider,
  redirect,
} from "react-router";
import { auth } from "~/services/auth.server";
import { authCall } from "~/services/auth-call.server";
import { ENTER_CODE, SEND_CODE_AGAIN } from "~/services/hardening/new-browsers/rules";
import { EMAILED_CODE } from "~/services/rules";
import {
  type Actions,
  type Answer,
  codeIn,
  type Refusals,
  redirectToOf,
  redirectWithCookies,
  refusal,
} from "../action.server";

type Step = Awaited<ReturnType<typeof auth.api.newBrowserStep>>;

const stepContext = createContext<Step>(null);

/** What is sent here too late gets a response that says so, see `newBrowserActions`. */
export const onlyDuringSignIn: MiddlewareFunction<Response> = async ({ request, context }) => {
  if (request.method !== "GET") return;
  const step = await auth.api.newBrowserStep({ headers: request.headers });
  if (!step) throw redirect(`/login${new URL(request.url).search}`);
  context.set(stepContext, step);
};

/** Where the visitor is in signing in: as found by the middleware, or as the action has left it. */
export async function stepOf(request: Request, context: Readonly<RouterContextProvider>) {
  return context.get(stepContext) ?? auth.api.newBrowserStep({ headers: request.headers });
}

export const newBrowserActions: Actions = {
  "verify-code": enterCode,
  "send-again": sendAgain,
};

const refusals: Refusals = {
  NEW_BROWSER_OVER: "This took too long. Sign in again.",
};

async function enterCode(request: Request, form: FormData) {
  const { code, problem } = codeIn(form, EMAILED_CODE.length);
  if (problem) return problem;
  const response = await authCall(request, ENTER_CODE, { code });
  if (!response.ok) return refusal(response, refusals);
  return redirectWithCookies(redirectToOf(request) ?? "/dashboard", response);
}

async function sendAgain(request: Request) {
  const response = await authCall(request, SEND_CODE_AGAIN);
  if (!response.ok) return refusal(response, refusals);
  return data<Answer>({ sentAgain: true });
}
