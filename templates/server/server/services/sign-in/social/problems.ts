/** What pages say when a sign-in with a provider didn't work, by better-auth's name for the reason. */
export const socialProblems: Readonly<Record<string, string>> = {
  access_denied: "You cancelled the sign-in. Try again, or sign in another way.",
  account_not_linked:
    "There's already an account with this email address. Sign in to it another way first, then connect the two on your account page.",
  email_not_verified:
    "That service hasn't confirmed your email address yet. Confirm it there first, or sign in another way.",
  email_not_found: "That service didn't give us an email address. Sign in another way.",
  INVALID_EMAIL: "We can't use the email address from that service. Sign in another way.",
  ADDRESS_RESERVED:
    "The account that had this address now has a different email. Sign in with that one, or undo the change with the link we sent to this address.",
  state_mismatch: "That took too long, or started in another browser. Try again.",
  account_already_linked_to_different_user:
    "That account is already connected to a different account here. Disconnect it from that one first.",
  LAST_WAY_IN: "This is the only way to sign in to your account. Add another one first.",
  confirm_its_you: "For your security, sign in again. Then connect it.",
  unable_to_link_account:
    "That couldn't be connected. Make sure that service has confirmed your email address, then try again.",
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
