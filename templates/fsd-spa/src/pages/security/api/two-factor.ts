import { authPost } from "@/shared/api";

/** What the server wants to hear besides, from those who have a password. */
export interface Credentials {
  password?: string;
}

/** Begins: the answer has the secret for the app and the recovery codes. Nothing is asked for yet. */
export function turnOn(credentials: Credentials) {
  return authPost("/two-factor/enable", credentials, { forMembers: true });
}

/** Ends it: the app shows the right codes, so they are asked for from now on. */
export function confirmApp(code: string) {
  return authPost("/two-factor/verify-totp", { code }, { forMembers: true });
}

export function turnOff(credentials: Credentials) {
  return authPost("/two-factor/disable", credentials, { forMembers: true });
}

export function renewRecoveryCodes(credentials: Credentials) {
  return authPost("/two-factor/generate-backup-codes", credentials, { forMembers: true });
}
