import { signInByCode } from "./by-code"; // @feature email-code
import { signInByPassword } from "./register"; // @feature password

export { askForCode, enterCode, sendCode, wrong } from "./by-code"; // @feature email-code
export { newEmail } from "./new-email";

/** Signs somebody in, by the first way that this app has. */
export const [signIn] = [
  signInByCode, // @feature email-code
  signInByPassword, // @feature password
] as const;
