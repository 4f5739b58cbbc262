/** Lets the person confirm that it's them. Resolves to whether they did. */
type Confirm = () => Promise<boolean>;

let confirm: Confirm | undefined;

/** Says who asks the person; the dialog does. Returns how to take it back. */
export function onConfirmItsYou(ask: Confirm): () => void {
  confirm = ask;
  return () => {
    if (confirm === ask) confirm = undefined;
  };
}

export function confirmItsYou(): Promise<boolean> {
  return confirm?.() ?? Promise.resolve(false);
}
