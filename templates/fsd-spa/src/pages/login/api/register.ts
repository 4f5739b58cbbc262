// @feature password
import { authPost } from "@/shared/api";

/** Asks for an account. The answer is the same whether or not there is one already. */
export function register({ email, password }: { email: string; password: string }) {
  return authPost("/register", { email, password });
}
