import { ApiError, NoAnswerError } from "./errors";

const texts: Readonly<Record<string, string>> = {
  INVALID_EMAIL: "Enter a valid e-mail address.",
  // @feature email-code
  INVALID_OTP: "That code is not right. Check the newest e-mail and try again.",
  OTP_EXPIRED: "This code has expired. Ask for a new one.",
  TOO_MANY_ATTEMPTS: "Too many wrong codes. Ask for a new one.",
  CODE_NOT_REQUESTED: "Ask for a code in this browser first.",
  // @end
};

/** What to tell the person when a request has failed. */
export function problemText(error: unknown): string {
  if (error instanceof NoAnswerError) {
    return "The server does not answer. Check your connection and try again.";
  }
  if (!(error instanceof ApiError)) return "Something went wrong. Reload the page and try again.";
  if (error.status === 429) {
    return `Too many tries. Wait ${waitingTime(error.retryInSeconds ?? 60)}, then try again.`;
  }
  if (error.status >= 500) return "Something went wrong on our side. Try again in a moment.";
  return texts[error.code] ?? "That did not work. Try again.";
}

function waitingTime(seconds: number): string {
  return seconds < 100 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
