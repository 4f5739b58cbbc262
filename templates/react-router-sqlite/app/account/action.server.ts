import { data } from "react-router";
import type { Session } from "~/services/auth.server";
import { authCall } from "~/services/auth-call.server";
import { isRecent } from "~/services/hardening/recent-sign-in.server";
import { socialProblems } from "~/services/sign-in/social/problems"; // @feature social
import { type Refusals, refusal } from "~/sign-in/action.server";
import { passkeyRefusals } from "~/sign-in/passkey/actions.server"; // @feature passkey
import { passwordRefusals } from "~/sign-in/password/actions.server"; // @feature password
import { secondFactorRefusals } from "~/two-factor/sign-in.server"; // @feature two-factor
import type { Confirmation } from "./confirm-its-you.server";

/** The result of an action on the account page. */
export interface AccountResult {
  intent: string;
  error?: string;
  /** The field that it's about, if it's about one. */
  field?: string | undefined;
  /** better-auth's name for the reason. */
  code?: string;
  done?: string;
  id?: string; // @feature passkey
  /** What the form asks for as well, because the sign-in was too long ago. */
  confirmation?: Confirmation;
  /** What was typed into the form. */
  typed?: Record<string, string>;
  // @feature two-factor
  /** `otpauth://…`, while the app is being set up. */
  uri?: string;
  recoveryCodes?: string[];
  // @end
}

export type AccountOutcome = ReturnType<typeof data<AccountResult>>;

/** Does what a form of the account page asks for. */
type AccountAction = (
  request: Request,
  form: FormData,
  current: Session,
) => Promise<AccountOutcome | Response>;

/** By the `intent` of the form. */
export type AccountActions = Readonly<Record<string, AccountAction>>;

/** The server's part of a section: what it shows, which browsers can read, and what its forms do. */
export interface AccountSection {
  load: (current: Session) => unknown;
  actions: AccountActions;
}

const refusals: Refusals = {
  NOT_CONFIRMED: "That isn't this account's email.",
  SESSION_NOT_FOUND: "That device is already signed out.",
  CONFIRM_ITS_YOU: "This needs a recent sign-in. Confirm it's you, or sign in again.",
  SAME_EMAIL: "Your account already has this email.",
  EMAIL_TAKEN: "This address was taken in the meantime. Choose a different one.",
  ...passwordRefusals, // @feature password
  ...passkeyRefusals, // @feature passkey
  ...socialProblems, // @feature social
  ...secondFactorRefusals, // @feature two-factor
};

/** An action that takes a recent sign-in where no endpoint asks for one. */
export function afterRecentSignIn(act: AccountAction): AccountAction {
  return async (request, form, current) => {
    if (await isRecent(current.session)) return act(request, form, current);
    const code = "CONFIRM_ITS_YOU";
    const intent = String(form.get("intent"));
    return data<AccountResult>({ intent, code, error: refusals[code] ?? "" }, { status: 403 });
  };
}

const fields: Readonly<Record<string, string>> = {
  NOT_CONFIRMED: "confirmation",
  INVALID_PASSWORD: "password", // @feature password
  INVALID_NAME: "name", // @feature passkey
  INVALID_CODE: "code", // @feature two-factor
};

/** Calls an endpoint for a form of the account page. `resultOf` reads what a success says. */
export async function callFor(
  request: Request,
  intent: string,
  { path, body }: { path: string; body: unknown },
  resultOf: (body: never) => Omit<AccountResult, "intent">,
): Promise<AccountOutcome> {
  const response = await authCall(request, path, body);
  if (response.ok) {
    const headers = new Headers();
    for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
    return data<AccountResult>(
      { intent, ...resultOf((await response.json()) as never) },
      { headers },
    );
  }
  return refusedWith(response, intent);
}

/** What a form says when better-auth refuses. */
export async function refusedWith(response: Response, intent: string): Promise<AccountOutcome> {
  const { data: refused, init } = await refusalFor(response);
  return data<AccountResult>({ intent, ...refused }, init ?? {});
}

/** What the page says when an endpoint refuses, and the field that it's about. */
export async function refusalFor(response: Response) {
  const { data: refused, init } = await refusal(response, refusals);
  const { code = "", error = "" } = refused;
  return data({ code, error, field: fields[code] }, init ?? {});
}
