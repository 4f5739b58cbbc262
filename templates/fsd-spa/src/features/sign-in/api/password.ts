import { authPost } from "@/shared/api";

interface Credentials {
  email: string;
  password: string;
}

export function signInWithPassword(credentials: Credentials) {
  return authPost("/sign-in/email", credentials);
}
