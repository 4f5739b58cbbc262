import { data } from "react-router";
import { type AccountResult, type AccountSection, callFor } from "~/account/action.server";
import { digitsIn } from "~/lib/digits";
import { hasPassword } from "~/services/sign-in/password/new-password.server"; // @feature password
import {
  NEW_RECOVERY_CODES,
  STOP_TRUSTING_ALL,
  STOP_TRUSTING_DEVICE,
  TURN_OFF,
  TURN_ON,
  VERIFY_APP_CODE,
} from "~/services/two-factor/rules";
import { trustedDevicesOf } from "~/services/two-factor/trusted-devices.server";

export const twoFactorSection = {
  load: async ({ user }) => ({
    twoFactorEnabled: user.twoFactorEnabled === true,
    trustedDevices: await trustedDevicesOf(user.id),
    hasPassword: await hasPassword(user.id), // @feature password
  }),
  actions: {
    "turn-on": turnOn,
    "confirm-app": confirmApp,
    "turn-off": turnOff,
    "new-codes": renewRecoveryCodes,
    "stop-trusting": stopTrusting,
    "stop-trusting-all": stopTrustingAll,
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
  const code = digitsIn(String(form.get("code")));
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

function stopTrusting(request: Request, form: FormData) {
  const call = { path: STOP_TRUSTING_DEVICE, body: { id: String(form.get("id")) } };
  return callFor(request, "stop-trusting", call, () => ({
    done: "You'll be asked for a code on that device again.",
  }));
}

function stopTrustingAll(request: Request) {
  const call = { path: STOP_TRUSTING_ALL, body: {} };
  return callFor(request, "stop-trusting-all", call, () => ({
    done: "You'll be asked for a code on every device again.",
  }));
}

/** For people who have a password. */
function credentials(form: FormData) {
  const password = form.get("password");
  return password ? { password: String(password) } : {};
}
