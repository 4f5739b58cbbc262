import { data } from "react-router";
import { callFor, type SecurityActions, type SecurityAnswer } from "~/security/answer.server";
import {
  NEW_RECOVERY_CODES,
  TURN_OFF,
  TURN_ON,
  VERIFY_APP_CODE,
} from "~/services/two-factor/rules";

export const twoFactorSecurity: SecurityActions = {
  "turn-on": turnOn,
  "confirm-app": confirmApp,
  "turn-off": turnOff,
  "new-codes": renewRecoveryCodes,
};

/** Begins: nothing is asked for at sign-in until the app has shown a right code. */
function turnOn(request: Request, form: FormData) {
  const call = { path: TURN_ON, body: credentials(form) };
  return callFor(
    request,
    "turn-on",
    call,
    ({ totpURI, backupCodes }: { totpURI: string; backupCodes: string[] }) => ({
      uri: totpURI,
      recoveryCodes: backupCodes,
    }),
  );
}

/** The form brings along what it shows, because it is shown again when the code was not right. */
async function confirmApp(request: Request, form: FormData) {
  const code = String(form.get("code")).replace(/\D/g, "");
  const uri = String(form.get("uri"));
  const recoveryCodes = form.getAll("recoveryCode").map(String);
  const call = { path: VERIFY_APP_CODE, body: { code } };
  const answer = await callFor(request, "confirm-app", call, () => ({ recoveryCodes }));
  if (!answer.data.error) return answer;
  return data<SecurityAnswer>({ ...answer.data, uri, recoveryCodes }, answer.init ?? {});
}

function turnOff(request: Request, form: FormData) {
  const call = { path: TURN_OFF, body: credentials(form) };
  return callFor(request, "turn-off", call, () => ({ done: "Two-factor sign-in is off." }));
}

function renewRecoveryCodes(request: Request, form: FormData) {
  const call = { path: NEW_RECOVERY_CODES, body: credentials(form) };
  return callFor(request, "new-codes", call, (body: { backupCodes: string[] }) => ({
    recoveryCodes: body.backupCodes,
  }));
}

/** Those who have a password are asked for it. */
function credentials(form: FormData) {
  const password = form.get("password");
  return password ? { password: String(password) } : {};
}
