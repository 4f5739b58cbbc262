import { authPost } from "@/shared/api";

/** What the server also asks of people who have a password. */
export interface Credentials {
  password?: string;
}

/** The first step: the response has the secret for the app and the recovery codes. */
export function turnOn(credentials: Credentials) {
  return authPost("/two-factor/enable", credentials, { forMembers: true });
}

/** The second step: the app shows correct codes, so signing in takes one from now on. */
export function confirmApp(code: string) {
  return authPost("/two-factor/verify-totp", { code }, { forMembers: true });
}

export function turnOff(credentials: Credentials) {
  return authPost("/two-factor/disable", credentials, { forMembers: true });
}

export function renewRecoveryCodes(credentials: Credentials) {
  return authPost("/two-factor/generate-backup-codes", credentials, { forMembers: true });
}

export function stopTrusting(id: string) {
  return authPost("/two-factor/stop-trusting-device", { id }, { forMembers: true });
}

export function stopTrustingAll() {
  return authPost("/two-factor/stop-trusting-all", {}, { forMembers: true });
}
