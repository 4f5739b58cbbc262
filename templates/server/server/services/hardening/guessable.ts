/** What can be guessed at here, as its owner knows it. */
export const secrets = {
  code: "code from an email", // @feature email-code
  password: "password", // @feature password
  registration: "password", // @feature password
  "current-password": "password", // @feature password
  "second-factor": "code for two-factor sign-in", // @feature two-factor
};

/** A secret that someone may guess at: what it is, and the address of its owner, in lower case. */
export interface Guessable {
  kind: keyof typeof secrets;
  email: string;
  /** Which one, if there can be several. */
  which?: string;
}
