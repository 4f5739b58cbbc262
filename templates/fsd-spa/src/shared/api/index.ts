export { authPost } from "./auth";
export { DELETE, GET, PATCH, POST } from "./client";
export { logout } from "./endpoints/logout";
export { getMe } from "./endpoints/me";
export { ApiError, NoAnswerError } from "./errors";
export { problemText } from "./problem-text";
export type { AuthAnswer, AuthBody, Me, SignInStep } from "./server";
export { onSessionEnded } from "./session-ended";
export { start } from "./start";
