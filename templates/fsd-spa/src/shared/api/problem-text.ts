import { LONGEST_NAME } from "~/services/rules";
import { RECOVERY_PAUSE_IN_HOURS } from "~/services/sign-in/passkey/rules"; // @feature code-recovery
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "~/services/sign-in/password/rules"; // @feature password
import { socialProblems } from "~/services/sign-in/social/problems"; // @feature social
import {
  ApiError,
  NoAnswerError,
  PasskeyProblem, // @feature passkey
} from "./errors";

const failed = "That didn't work. Please try again.";

const texts: Readonly<Record<string, string>> = {
  GUESSES_USED_UP:
    "Too many failed attempts in a row. Sign in from a browser you've used before, or use the link we emailed to the account's owner.",
  INVALID_EMAIL: "Enter a valid email address.",
  INVALID_TOKEN: "This link is no longer valid. Request a new one.",
  INVALID_NAME: `Use 1 to ${LONGEST_NAME} characters, on one line.`,
  NOT_SIGNED_IN: "Your session has ended. Sign in again.",
  // @feature email-code
  INVALID_OTP: "That code isn't right. Check the latest email and try again.",
  OTP_EXPIRED: "This code has expired. Request a new one.",
  TOO_MANY_ATTEMPTS: "Too many wrong codes. Request a new one.",
  CODE_OF_ANOTHER_BROWSER:
    "That code was requested in another browser. Enter it there, or request a new one here.",
  CODE_NOT_REQUESTED: "Request a code in this browser first.",
  // @feature code-recovery
  RECOVERY_PAUSED: `This account has a passkey, so please sign in with it. Lost it? Request another code ${RECOVERY_PAUSE_IN_HOURS} hours after your first one, and it will let you in.`,
  // @end
  // @end
  // @feature account
  NOT_CONFIRMED: "That isn't this account's email.",
  SESSION_NOT_FOUND: "That device is already signed out.",
  CONFIRM_ITS_YOU: "This needs a recent sign-in. Confirm it's you, or sign in again.",
  SAME_EMAIL: "Your account already has this email.",
  EMAIL_TAKEN: "This address was taken in the meantime. Choose a different one.",
  ADDRESS_RESERVED:
    "The account that had this address now has a different email. Sign in with that one, or undo the change with the link we sent to this address.",
  WRONG_CODE: "That code isn't right. Check the latest email and try again.",
  CODE_OVER: "This code no longer works. Request a new one.",
  // @end
  ACCOUNT_CHANGED: "Your account has just changed. Please sign in again.",
  // @feature password
  INVALID_EMAIL_OR_PASSWORD:
    "Incorrect email or password. If you've just signed up, first open the link we emailed you.",
  INVALID_PASSWORD: "That password is incorrect.",
  NOT_THE_LINKS_PASSWORD:
    "That's not the password you signed up with. If you signed up more than once, use the link in the latest email.",
  EMAIL_NOT_VERIFIED: "This email isn't confirmed yet. Reset your password to confirm it.",
  NEW_BROWSER_OVER: "This took too long. Sign in again.",
  NOT_REGISTERED: "That took too long. Please sign up again.",
  PASSWORD_TOO_SHORT: `Use at least ${SHORTEST_PASSWORD} characters.`,
  PASSWORD_TOO_LONG: `Use at most ${LONGEST_PASSWORD} characters.`,
  PASSWORD_COMPROMISED: "This password has appeared in a data breach. Choose a different one.",
  PASSWORD_GUESSABLE:
    "This password is easy to guess: it repeats itself, follows the keyboard, or uses your name, your email, or common words. Try four unrelated words.",
  // @end
  // @feature passkey
  PASSKEY_UNKNOWN:
    "This passkey is no longer in use. You can delete it from your device, and sign in another way.",
  PASSKEY_WITHOUT_VERIFICATION:
    "Your device didn't check that it's you. Unlock it with a PIN, fingerprint, or face, and try again.",
  PASSKEY_CHALLENGE_OVER: "That took too long. Please try again.",
  PASSKEY_REFUSED: "This passkey wasn't accepted. Please try again, or sign in another way.",
  PASSKEY_ALREADY_ADDED: "This passkey has already been added.",
  TOO_MANY_PASSKEYS: "Your account has the maximum number of passkeys. Remove one first.",
  LAST_WAY_IN: "This is the only way to sign in to your account. Add another one first.",
  // @end
  ...socialProblems, // @feature social
  // @feature two-factor
  INVALID_CODE: "That code is wrong or already used. Wait for the next one in your app.",
  INVALID_BACKUP_CODE: "That recovery code is wrong or already used.",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "Too many wrong codes. Sign in again.",
  DEVICE_NOT_FOUND: "That device is no longer trusted.",
  INVALID_TWO_FACTOR_COOKIE: "This took too long. Sign in again.",
  // @feature password
  PASSWORD_TOO_SHORT_ALONE:
    "Your password is too short to use without two-factor. Choose a longer one first.",
  // @end
  // @end
};

/** What to tell the person, by the server's name for the reason. */
export function reasonText(code: string): string {
  return texts[code] ?? failed;
}

/** What to tell the person when a request has failed. */
export function problemText(error: unknown): string {
  if (error instanceof NoAnswerError) {
    return "We couldn't reach the server. Check your connection and try again.";
  }
  if (error instanceof PasskeyProblem) return error.message; // @feature passkey
  if (!(error instanceof ApiError)) return "Something went wrong. Reload the page and try again.";
  if (error.status === 429) {
    return (
      texts[error.code] ??
      `Too many attempts. Try again in ${waitingTime(error.retryInSeconds ?? 60)}.`
    );
  }
  if (error.status >= 500) return "Something went wrong on our side. Try again in a moment.";
  return texts[error.code] ?? failed;
}

function waitingTime(seconds: number): string {
  if (seconds === 1) return "1 second";
  return seconds < 100 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
