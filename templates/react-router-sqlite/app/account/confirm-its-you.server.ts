import { data } from "react-router";
import type { Session } from "~/services/auth.server";
import { authCall } from "~/services/auth-call.server";
import { CONFIRM, SEND_CONFIRMATION_CODE } from "~/services/confirm-its-you/rules";
import { type WayToConfirm, waysToConfirm } from "~/services/confirm-its-you/ways.server";
import { type AccountOutcome, type AccountResult, refusalFor } from "./action.server";

/** How a form asks people to confirm that it's them. */
export interface Confirmation {
  way: WayToConfirm;
  /** The ways that they can choose instead. */
  others: WayToConfirm[];
  /** Whether a code is on its way to them. */
  codeSent: boolean;
  problem?: string | undefined;
}

/**
 * Does what a form of the account page asks for. If the sign-in was too long ago, the form is shown
 * again, and also asks people to confirm that it's them. What they typed stays in it.
 */
export async function confirmed(
  request: Request,
  form: FormData,
  current: Session,
  act: () => Promise<AccountOutcome | Response>,
): Promise<AccountOutcome | Response> {
  const ways = await waysToConfirm(current.user);
  const askAgain = question(form, ways);

  const chosen = ways.find((way) => way === form.get("confirmBy"));
  if (chosen === "email-code") return sendCode(request, askAgain);
  if (chosen) return askAgain({ way: chosen });

  const way = ways.find((one) => one === form.get("confirmWay"));
  if (way) {
    const refused = await confirm(request, way, form.get("confirmProof"));
    if (!refused) return act();
    const { error, code } = refused.data;
    return askAgain({ way, codeSent: code !== "CODE_OVER", problem: error }, refused.init);
  }

  const outcome = await act();
  if (outcome instanceof Response || outcome.data.code !== "CONFIRM_ITS_YOU") return outcome;
  if (ways.length === 0) return outcome;
  // @feature password
  const password = form.get("currentPassword") ?? form.get("password");
  if (password && ways.includes("password")) {
    // The form already asks for the password, which is as good as asking for it again.
    const refused = await confirm(request, "password", password);
    if (!refused) return act();
    return data<AccountResult>(
      { ...refused.data, intent: String(form.get("intent")) },
      refused.init ?? {},
    );
  }
  // @end
  return askAgain({});
}

type AskAgain = (asked: Partial<Confirmation>, init?: ResponseInit | null) => AccountOutcome;

function question(form: FormData, ways: WayToConfirm[]): AskAgain {
  return (asked, init = { status: 403 }) => {
    const { way = ways[0] ?? "email-code", codeSent = false, problem } = asked;
    const others = ways.filter((other) => other !== way);
    return data<AccountResult>(
      {
        intent: String(form.get("intent")),
        id: String(form.get("id")), // @feature passkey
        typed: typedInto(form),
        confirmation: { way, others, codeSent, problem },
      },
      init ?? {},
    );
  };
}

async function sendCode(request: Request, askAgain: AskAgain) {
  const way = "email-code";
  const response = await authCall(request, SEND_CONFIRMATION_CODE);
  if (response.ok) return askAgain({ way, codeSent: true }, {});
  const { data: refused, init } = await refusalFor(response);
  // An email is on its way, so they go on to where its code is entered.
  if (refused.code === "CODE_JUST_SENT") return askAgain({ way, codeSent: true }, {});
  return askAgain({ way, problem: refused.error }, init);
}

async function confirm(request: Request, way: WayToConfirm, proof: unknown) {
  const body = { way, proof: String(proof ?? "") };
  const response = await authCall(request, CONFIRM, body);
  return response.ok ? undefined : refusalFor(response);
}

/** What goes back into a form. Passwords and codes are never put into a page. */
const repeatable = [
  "newEmail",
  "confirmation",
  "provider", // @feature social
];

function typedInto(form: FormData) {
  const names = repeatable.filter((name) => form.has(name));
  return Object.fromEntries(names.map((name) => [name, String(form.get(name))]));
}
