/** What pages say when a sign-in with a provider didn't work, by better-auth's name for the reason. */
export const socialProblems: Readonly<Record<string, string>> = {
  access_denied: "You cancelled the sign-in. Try again, or sign in another way.",
  account_not_linked:
    "There's already an account with this email address. Sign in to it another way first, then connect the two on your account page.",
  email_not_verified:
    "Your email address isn't confirmed there yet. Confirm it with them first, or sign in another way.",
  email_not_found: "We didn't get an email address from them. Sign in another way.",
  INVALID_EMAIL: "We can't use the email address we got from them. Sign in another way.",
  ADDRESS_RESERVED:
    "An account was recently moved from this address to another one. To undo that, open the link we emailed.",
  state_mismatch: "That took too long, or started in another browser. Try again.",
  account_already_linked_to_different_user:
    "That account is already connected to someone else's. Disconnect it there first.",
  LAST_WAY_IN: "This is the only way to sign in to your account. Add another one first.",
  confirm_its_you: "For your security, sign in again. Then connect it.",
  unable_to_link_account:
    "That couldn't be connected. Make sure that your email address is confirmed there, then try again.",
  too_many_requests: "Too many attempts. Wait a minute, then try again.",
};

/** The sentence for a page that someone was sent back to with `?error=…`. Null if there is none. */
export function socialProblem(error: string | null) {
  if (error === null) return undefined;
  return (
    (Object.hasOwn(socialProblems, error) && socialProblems[error]) ||
    "That didn't work. Try again, or sign in another way."
  );
}
