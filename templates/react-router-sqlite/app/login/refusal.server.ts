import { data } from "react-router";
import { tooLong, tooShort } from "./registration-schema"; // @feature password

/** What the page learns when a step did not work. */
export interface Answer {
  error?: string;
  /** What was typed as the address. */
  email?: string;
  passwordError?: string; // @feature password
  /** better-auth's name for the reason. */
  code?: string;
  // @feature email-code
  /** No code that this person has will work any more; they need a new one. */
  expired?: boolean;
  // @end
  retryInSeconds?: number;
}

// @feature email-code
export const expired: Answer = {
  error: "This code has expired. Ask for a new one.",
  expired: true,
};
// @end

const usedUp =
  "Too many failed attempts in a row. Sign in from a browser you've used before, or use the link we emailed to the owner of this account.";

const answers: Record<string, Answer> = {
  GUESSES_USED_UP: { error: usedUp },
  INVALID_TOKEN: { error: "This link is no longer valid. Request a new one." },
  INVALID_EMAIL: { error: "Enter a valid e-mail address." },
  // @feature email-code
  INVALID_OTP: { error: "That code is not right. Check the newest e-mail and try again." },
  OTP_EXPIRED: expired,
  TOO_MANY_ATTEMPTS: { error: "Too many wrong codes. Ask for a new one.", expired: true },
  CODE_OF_ANOTHER_BROWSER: {
    error:
      "That code belongs to another browser. Enter it where you requested it, or request a new one here.",
  },
  CODE_NOT_REQUESTED: { error: "Ask for a code in this browser first." },
  // @end
  ACCOUNT_CHANGED: { error: "Your account has just been changed. Sign in again." },
  // @feature password
  INVALID_EMAIL_OR_PASSWORD: {
    error:
      "Email or password is not right. If your account is new, open the link in your email first.",
  },
  INVALID_PASSWORD: { error: "That is not the password of this account." },
  NOT_THE_LINKS_PASSWORD: {
    error: "That is not the password this link was sent for. Use the link of your newest email.",
  },
  EMAIL_NOT_VERIFIED: {
    error: "This address is not confirmed yet. Choose a new password by email to confirm it.",
  },
  PASSWORD_TOO_SHORT: { error: tooShort },
  PASSWORD_TOO_LONG: { error: tooLong },
  PASSWORD_COMPROMISED: {
    error: "This password is in a list of stolen ones, so attackers try it. Choose another one.",
  },
  PASSWORD_GUESSABLE: {
    error:
      "This is easy to guess: it repeats itself, follows the keyboard, or is made of your name, your address or common words. Try four words that have nothing to do with each other.",
  },
  // @end
  // @feature two-factor
  INVALID_CODE: {
    error: "That code is not right, or it was used already. Wait for the next one.",
  },
  INVALID_BACKUP_CODE: { error: "That recovery code is not right, or it was used already." },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: { error: "Too many wrong codes. Sign in again." },
  INVALID_TWO_FACTOR_COOKIE: { error: "This took too long. Sign in again." },
  SIGN_IN_AGAIN: { error: "For this, sign in again." },
  // @feature password
  PASSWORD_TOO_SHORT_ALONE: {
    error: "Choose a longer password first: this one is too short to stand alone.",
  },
  // @end
  // @end
};

/** What the form says when better-auth refuses, with the status that it refused with. */
export async function refusal(response: Response) {
  const { status, headers } = response;
  const body = await response.json().catch(() => null);
  const code = String(body?.code ?? "");
  if (status === 429) {
    const retryInSeconds = Number(headers.get("retry-after") ?? 60);
    const error =
      answers[code]?.error ??
      `Too many tries. Wait ${waitingTime(retryInSeconds)}, then try again.`;
    const init = { status, headers: { "Retry-After": String(retryInSeconds) } };
    return data<Answer>({ error, code, retryInSeconds }, init);
  }
  // What is not in the list is our mistake, not theirs.
  if (status >= 500) throw new Error(`better-auth answered ${status} ${code}`);
  const answer = answers[code] ?? { error: "That did not work. Try again." };
  return data<Answer>({ ...answer, code }, { status });
}

function waitingTime(seconds: number) {
  return seconds < 100 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
