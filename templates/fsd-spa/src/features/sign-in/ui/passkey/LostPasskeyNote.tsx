/** Below the sign-in form, for people who can't use their passkey. */
export function LostPasskeyNote() {
  return <p>Lost your passkey? A code lets you back in after a waiting period.</p>;
}
