// @feature password|two-factor
import { data } from "react-router";
import { refusal } from "~/login/refusal.server";
import { authCall } from "~/services/auth-call.server";
import type { SecurityAnswer } from "./answer";

/** Calls an endpoint for a form of the security page. `answerOf` reads what it says when all is well. */
export async function callFor(
  request: Request,
  intent: string,
  { path, body }: { path: string; body: unknown },
  answerOf: (body: never) => Omit<SecurityAnswer, "intent">,
) {
  const response = await authCall(request, path, body);
  if (response.ok) {
    const headers = new Headers();
    for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
    return data<SecurityAnswer>(
      { intent, ...answerOf((await response.json()) as never) },
      { headers },
    );
  }
  const { data: refused, init } = await refusal(response);
  const { code = "", error = "" } = refused;
  return data<SecurityAnswer>(
    {
      intent,
      code,
      error,
      signInAgain: code === "SIGN_IN_AGAIN", // @feature two-factor
    },
    init ?? {},
  );
}
