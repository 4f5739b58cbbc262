export { authPost } from "./auth";
export {
  DELETE, // @feature email-code
  GET,
  PATCH,
  POST,
} from "./client";
export { logout } from "./endpoints/logout";
export { getMe } from "./endpoints/me";
export { requestPasswordReset } from "./endpoints/request-password-reset"; // @feature password
export { NoAnswerError, refusedFor } from "./errors";
export { newPasswordRefusals } from "./new-password-refusals"; // @feature password
export { problemText } from "./problem-text";
export type {
  AuthAnswer,
  AuthBody,
  Me,
  Security, // @feature password|two-factor
  SignInStep, // @feature email-code
} from "./server";
export { onSessionEnded } from "./session-ended";
export { start } from "./start";
