/** Below the sign-in form. */
export function CodeNote() {
  return <p>New here? The code also creates your account.</p>;
}
