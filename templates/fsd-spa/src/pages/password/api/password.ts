import { authPost } from "@/shared/api";

/** Asks for an account. The response is the same whether or not there is one already. */
export function register({ email, password }: { email: string; password: string }) {
  return authPost("/register", { email, password });
}

/** Sends another link for what this browser has registered, so that nothing is typed again. */
export function registerAgain() {
  return authPost("/register/again", {});
}

/** Confirms the address of a new account, and signs in. */
export function confirmEmail(link: { token: string; password: string }) {
  return authPost("/confirm-email", link);
}

/** Chooses a new password by the link from the email. */
export function resetPassword(link: { token: string; newPassword: string }) {
  return authPost("/reset-password", link);
}
