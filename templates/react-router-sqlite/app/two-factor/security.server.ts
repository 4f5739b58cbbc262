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

/** The first step: signing in takes no code until one from the app has been correct. */
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

/** The form sends what it shows, because it's shown again if the code is wrong. */
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
  return callFor(request, "turn-off", call, () => ({ done: "Two-factor is off." }));
}

function renewRecoveryCodes(request: Request, form: FormData) {
  const call = { path: NEW_RECOVERY_CODES, body: credentials(form) };
  return callFor(request, "new-codes", call, (body: { backupCodes: string[] }) => ({
    recoveryCodes: body.backupCodes,
  }));
}

/** For people who have a password. */
function credentials(form: FormData) {
  const password = form.get("password");
  return password ? { password: String(password) } : {};
}
