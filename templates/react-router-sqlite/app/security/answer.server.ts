import { data } from "react-router";
import { authCall } from "~/services/auth-call.server";
import { refusal } from "~/sign-in/action.server";
import { passwordRefusals } from "~/sign-in/password/actions.server"; // @feature password
import { secondFactorRefusals } from "~/two-factor/sign-in.server"; // @feature two-factor

/** The result of an action on the security page. */
export interface SecurityAnswer {
  intent: string;
  error?: string;
  /** The field that it's about, if it's about one. */
  field?: string | undefined;
  /** better-auth's name for the reason. */
  code?: string;
  done?: string;
  // @feature two-factor
  /** `otpauth://…`, while the app is being set up. */
  uri?: string;
  recoveryCodes?: string[];
  // @end
}

export type SecurityAnswered = ReturnType<typeof data<SecurityAnswer>>;

/** Does what a form of the security page asks for, for the account with this email address. */
type SecurityAction = (
  request: Request,
  form: FormData,
  email: string,
) => Promise<SecurityAnswered>;

export type SecurityActions = Readonly<Record<string, SecurityAction>>;

const refusals = {
  ...passwordRefusals, // @feature password
  ...secondFactorRefusals, // @feature two-factor
};

const fields: Readonly<Record<string, string>> = {
  INVALID_PASSWORD: "password", // @feature password
  INVALID_CODE: "code", // @feature two-factor
};

/** Calls an endpoint for a form of the security page. `answerOf` reads what a success says. */
export async function callFor(
  request: Request,
  intent: string,
  { path, body }: { path: string; body: unknown },
  answerOf: (body: never) => Omit<SecurityAnswer, "intent">,
): Promise<SecurityAnswered> {
  const response = await authCall(request, path, body);
  if (response.ok) {
    const headers = new Headers();
    for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
    return data<SecurityAnswer>(
      { intent, ...answerOf((await response.json()) as never) },
      { headers },
    );
  }
  const { data: refused, init } = await refusal(response, refusals);
  const { code = "", error = "" } = refused;
  return data<SecurityAnswer>({ intent, code, error, field: fields[code] }, init ?? {});
}
