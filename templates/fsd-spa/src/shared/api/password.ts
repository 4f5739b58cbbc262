import { authPost } from "./auth";

/** Sends the link for a new password, if the address has an account. */
export function requestPasswordReset(email: string) {
  return authPost("/request-password-reset", { email });
}

/** What the server says to a password that must not be one. */
export const newPasswordRefusals = [
  "PASSWORD_TOO_SHORT",
  "PASSWORD_TOO_LONG",
  "PASSWORD_COMPROMISED",
  "PASSWORD_GUESSABLE",
];
