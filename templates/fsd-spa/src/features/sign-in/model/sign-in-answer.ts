import type { Viewer } from "@/entities/user";

/** Who has signed in. */
export interface SignInAnswer {
  viewer: Viewer;
}

/** Reads what the server says to someone who has proved who they are. */
export function signInAnswer({ user }: { user: { email: string; name: string } }): SignInAnswer {
  return { viewer: { email: user.email, name: user.name } };
}
