import type { Viewer } from "@/entities/user";

/** What comes next for someone who has proved who they are. */
export interface SignInHandlers {
  onSignedIn: (viewer: Viewer) => void;
  /** That was the first factor; the second one is asked for now. */
  onSecondFactor: () => void | Promise<void>; // @feature two-factor
  /** They're signed in, but with a code, because their account has no passkey yet. */
  onWithoutPasskey?: (viewer: Viewer) => void; // @feature code-recovery
}
// @feature email-code|password|two-factor

export interface SignInAnswer {
  user: { email: string; name: string };
}

// @end
// @feature email-code|password
/** Handles the server's response to a correct code or password. */
export function settle(answer: SignInAnswer, handlers: SignInHandlers) {
  if ("twoFactorRedirect" in answer) return handlers.onSecondFactor(); // @feature two-factor
  const { email, name } = answer.user;
  // @feature code-recovery
  const { onWithoutPasskey } = handlers;
  if ("withoutPasskey" in answer && onWithoutPasskey) return onWithoutPasskey({ email, name });
  // @end
  return handlers.onSignedIn({ email, name });
}
// @end
