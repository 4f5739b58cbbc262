/** Lets the person sign in again. Resolves to whether they did. */
type SignInAgain = () => Promise<boolean>;

let signInAgain: SignInAgain | undefined;
let asking: Promise<boolean> | undefined;

/** Says who asks the person; the dialog does. Returns how to take it back. */
export function onSessionEnded(ask: SignInAgain): () => void {
  signInAgain = ask;
  return () => {
    if (signInAgain === ask) signInAgain = undefined;
  };
}

/** Asks once, however many requests have found out at the same time. */
export function sessionEnded(): Promise<boolean> {
  asking ??= (signInAgain?.() ?? Promise.resolve(false)).finally(() => {
    asking = undefined;
  });
  return asking;
}
