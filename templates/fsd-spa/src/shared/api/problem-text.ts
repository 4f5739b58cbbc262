import { LONGEST_NAME } from "~/services/rules";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "~/services/sign-in/password/rules"; // @feature password
import { ApiError, NoAnswerError } from "./errors";

const texts: Readonly<Record<string, string>> = {
  GUESSES_USED_UP:
    "Too many failed attempts in a row. Sign in from a browser you've used before, or use the link we emailed to the owner of this account.",
  INVALID_EMAIL: "Enter a valid email address.",
  INVALID_TOKEN: "This link is no longer valid. Request a new one.",
  INVALID_NAME: `Use 1 to ${LONGEST_NAME} characters, on one line.`,
  NOT_SIGNED_IN: "Your session has ended. Sign in again.",
  // @feature email-code
  INVALID_OTP: "That code isn't right. Check the latest email and try again.",
  OTP_EXPIRED: "This code has expired. Ask for a new one.",
  TOO_MANY_ATTEMPTS: "Too many wrong codes. Request a new one.",
  CODE_OF_ANOTHER_BROWSER:
    "That code belongs to another browser. Enter it where you requested it, or request a new one here.",
  CODE_NOT_REQUESTED: "Request a code in this browser first.",
  // @end
  ACCOUNT_CHANGED: "Your account has just been changed. Sign in again.",
  // @feature password
  INVALID_EMAIL_OR_PASSWORD:
    "Email or password is not right. If your account is new, open the link in your email first.",
  INVALID_PASSWORD: "That password is incorrect.",
  NOT_THE_LINKS_PASSWORD:
    "That is not the password this link was sent for. Use the link of your newest email.",
  EMAIL_NOT_VERIFIED:
    "This address is not confirmed yet. Choose a new password by email to confirm it.",
  PASSWORD_TOO_SHORT: `Use ${SHORTEST_PASSWORD} characters or more. A sentence is easy to remember.`,
  PASSWORD_TOO_LONG: `Use ${LONGEST_PASSWORD} characters at most.`,
  PASSWORD_COMPROMISED:
    "This password is in a list of stolen ones, so attackers try it. Choose another one.",
  PASSWORD_GUESSABLE:
    "This is easy to guess: it repeats itself, follows the keyboard, or is made of your name, your address or common words. Try four words that have nothing to do with each other.",
  // @end
  // @feature two-factor
  INVALID_CODE: "That code is wrong or already used. Wait for a new one.",
  INVALID_BACKUP_CODE: "That recovery code is not right, or it was used already.",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "Too many wrong codes. Sign in again.",
  INVALID_TWO_FACTOR_COOKIE: "This took too long. Sign in again.",
  SIGN_IN_AGAIN: "For this, sign in again.",
  // @feature password
  PASSWORD_TOO_SHORT_ALONE: "Choose a longer password first: this one is too short to stand alone.",
  // @end
  // @end
};

/** What to tell the person when a request has failed. */
export function problemText(error: unknown): string {
  if (error instanceof NoAnswerError) {
    return "The server does not answer. Check your connection and try again.";
  }
  if (!(error instanceof ApiError)) return "Something went wrong. Reload the page and try again.";
  if (error.status === 429) {
    return (
      texts[error.code] ??
      `Too many attempts. Wait ${waitingTime(error.retryInSeconds ?? 60)}, then try again.`
    );
  }
  if (error.status >= 500) return "Something went wrong on our side. Try again in a moment.";
  return texts[error.code] ?? "That did not work. Try again.";
}

function waitingTime(seconds: number): string {
  return seconds < 100 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
