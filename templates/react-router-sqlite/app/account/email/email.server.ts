import { data } from "react-router";
import { type AccountResult, type AccountSection, callFor } from "~/account/action.server";
import type { Session } from "~/services/auth.server";
import { emailChangeStep } from "~/services/email-change/email-change.server";
import {
  CANCEL_EMAIL_CHANGE,
  CHANGE_EMAIL,
  CONFIRM_NEW_EMAIL,
} from "~/services/email-change/rules";
import { EMAILED_CODE } from "~/services/rules";
import { codeIn } from "~/sign-in/action.server";

export const emailSection = {
  load: async ({ session }: Session) => ({ step: await emailChangeStep(session) }),
  actions: {
    "change-email": changeEmail,
    "resend-email-code": resendCode,
    "confirm-email": confirmEmail,
    "cancel-email-change": cancel,
  },
} satisfies AccountSection;

async function changeEmail(request: Request, form: FormData) {
  const intent = "change-email";
  const outcome = await callFor(request, intent, changeTo(form), () => ({}));
  // The code is on its way, so they go on to where to enter it.
  if (outcome.data.code === "CODE_JUST_SENT") return data<AccountResult>({ intent });
  return outcome;
}

/** Asks for the same change once more. */
function resendCode(request: Request, form: FormData) {
  return callFor(request, "resend-email-code", changeTo(form), () => ({
    done: "We've sent a new code. Only the latest one works.",
  }));
}

function changeTo(form: FormData) {
  return { path: CHANGE_EMAIL, body: { newEmail: String(form.get("newEmail") ?? "") } };
}

async function confirmEmail(request: Request, form: FormData, { user }: Session) {
  const intent = "confirm-email";
  const { code, problem } = codeIn(form, EMAILED_CODE.length);
  if (problem) return data<AccountResult>({ ...problem.data, intent }, problem.init ?? {});
  const call = { path: CONFIRM_NEW_EMAIL, body: { code } };
  return callFor(request, intent, call, ({ email }: { email: string }) => {
    // Without JavaScript, the page comes with this response, and was looked up before it.
    user.email = email;
    return { done: `Your email is now ${email}.` };
  });
}

function cancel(request: Request) {
  return callFor(
    request,
    "cancel-email-change",
    { path: CANCEL_EMAIL_CHANGE, body: {} },
    () => ({}),
  );
}
