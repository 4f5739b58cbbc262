import { data } from "react-router";
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
