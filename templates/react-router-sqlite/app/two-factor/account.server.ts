import { data } from "react-router";
import { type AccountResult, type AccountSection, callFor } from "~/account/action.server";
import { hasPassword } from "~/services/sign-in/password/new-password.server"; // @feature password
import {
  NEW_RECOVERY_CODES,
  TURN_OFF,
  TURN_ON,
  VERIFY_APP_CODE,
} from "~/services/two-factor/rules";

export const twoFactorSection = {
  load: async ({ user }) => ({
    twoFactorEnabled: user.twoFactorEnabled === true,
    hasPassword: await hasPassword(user.id), // @feature password
  }),
  actions: {
    "turn-on": turnOn,
    "confirm-app": confirmApp,
    "turn-off": turnOff,
    "new-codes": renewRecoveryCodes,
  },
} satisfies AccountSection;

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
  const outcome = await callFor(request, "confirm-app", call, () => ({ recoveryCodes }));
  if (!outcome.data.error) return outcome;
  return data<AccountResult>({ ...outcome.data, uri, recoveryCodes }, outcome.init ?? {});
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
