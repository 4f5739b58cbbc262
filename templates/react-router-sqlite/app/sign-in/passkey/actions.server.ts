import { data } from "react-router";
import { authCall } from "~/services/auth-call.server";
import { LONGEST_NAME } from "~/services/rules";
import { SIGN_IN_WITH_PASSKEY } from "~/services/sign-in/passkey/rules";
import {
  type Actions,
  type Answer,
  type Refusals,
  redirectToOf,
  refusal,
  signedIn,
} from "../action.server";

export const passkeyActions: Actions = {
  passkey: signIn,
};

export const passkeyRefusals: Refusals = {
  PASSKEY_UNKNOWN:
    "This passkey is no longer in use. You can delete it from your device, and sign in another way.",
  PASSKEY_WITHOUT_VERIFICATION:
    "Your device didn't check that it's you. Unlock it with a PIN, fingerprint, or face, and try again.",
  PASSKEY_CHALLENGE_OVER: "That took too long. Please try again.",
  PASSKEY_REFUSED: "This passkey wasn't accepted. Please try again, or sign in another way.",
  PASSKEY_ALREADY_ADDED: "This passkey has already been added.",
  TOO_MANY_PASSKEYS: "Your account has the maximum number of passkeys. Remove one first.",
  INVALID_NAME: `Use 1 to ${LONGEST_NAME} characters, on one line.`,
  LAST_WAY_IN: "This is the only way to sign in to your account. Add another one first.",
};

async function signIn(request: Request, form: FormData) {
  const body = { response: passkeyIn(form) };
  const response = await authCall(request, SIGN_IN_WITH_PASSKEY, body);
  if (response.ok) return signedIn(response, redirectToOf(request));
  const { data: answer, init } = await refusal(response, passkeyRefusals);
  return data<Answer>({ ...answer, field: "passkey" }, init ?? {});
}

/** What the browser says about a passkey. The server checks all of it. */
export function passkeyIn(form: FormData): unknown {
  try {
    return JSON.parse(String(form.get("response")));
  } catch {
    return null;
  }
}
