import type { Viewer } from "@/entities/user";

/** What becomes of someone who has proved who they are. */
export interface SignInHandlers {
  onSignedIn: (viewer: Viewer) => void;
}

interface SignInAnswer {
  user: { email: string; name: string };
}

/** Reads the server's answer to a code or a password that was right. */
export function settle({ user }: SignInAnswer, { onSignedIn }: SignInHandlers): void {
  onSignedIn({ email: user.email, name: user.name });
}
