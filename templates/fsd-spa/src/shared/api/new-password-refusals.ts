// @feature password
/** What the server says to a password that must not be one. */
export const newPasswordRefusals = [
  "PASSWORD_TOO_SHORT",
  "PASSWORD_TOO_LONG",
  "PASSWORD_COMPROMISED",
  "PASSWORD_GUESSABLE",
];
