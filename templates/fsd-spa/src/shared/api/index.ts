export { authPost } from "./auth";
export { DELETE, GET, PATCH, POST } from "./client";
export { onConfirmItsYou } from "./confirm-its-you"; // @feature account
export { isLinkAlive } from "./endpoints/link";
export { logout } from "./endpoints/logout";
export { getMe } from "./endpoints/me";
export { NoAnswerError, refusedFor } from "./errors";
// @feature passkey
export {
  addPasskey,
  askForOwnPasskey,
  askForPasskey,
  canSuggestPasskeys,
} from "./passkeys";
// @end
export { newPasswordRefusals, requestPasswordReset } from "./password"; // @feature password
export { problemText, reasonText } from "./problem-text";
export type {
  Account, // @feature account
  Activity, // @feature account
  AuthAnswer,
  AuthBody,
  Me,
  NewBrowserStep, // @feature password
  Sessions, // @feature account
  SignInStep, // @feature email-code
  WayToConfirm, // @feature account
} from "./server";
export { onSessionEnded } from "./session-ended";
export * from "./social"; // @feature social
export { start } from "./start";
