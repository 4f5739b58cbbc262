/** Below the sign-in form. */
export function CodeNote() {
  return <p>New here? Your first code creates your account.</p>;
}
